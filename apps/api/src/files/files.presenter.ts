import type { File } from '#contract';
import type { FileRow } from './file.entity.js';
import { pictureUrl } from './picture-url.js';

/** A file as its owner sees it. */
export const presentFile = (file: FileRow): File => ({
  id: file.id,
  name: file.name,
  size: file.size,
  type: file.type,
  width: file.width,
  height: file.height,
  url: pictureUrl(file.id),
  thumbnailUrl: null,
});
