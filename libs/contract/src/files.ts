import { z } from 'zod';
import { fileId, typedText } from './primitives.js';

export const file = z
  .object({
    id: fileId,
    name: z.string(),
    size: z.number().int(),
    type: z.string(),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    url: z.string(),
    thumbnailUrl: z.string().nullable(),
  })
  .meta({ id: 'File' });
export type File = z.infer<typeof file>;

/** What an upload is for; each purpose has its own limits and readers (rulings 25). */
export const FILE_PURPOSES = ['avatar', 'room', 'workspace'] as const;
export const filePurpose = z.enum(FILE_PURPOSES);
export type FilePurpose = z.infer<typeof filePurpose>;

export const createFileRequest = z
  .strictObject({
    purpose: filePurpose,
    name: typedText({ min: 1, max: 255 }),
    size: z.number().int().min(1),
    type: z.string().max(127),
  })
  .meta({ id: 'CreateFileRequest' });
export type CreateFileRequest = z.infer<typeof createFileRequest>;

export const fileUpload = z
  .object({
    file,
    upload: z.object({
      url: z
        .string()
        .meta({ description: 'Where the bytes go, for a few minutes: a path on this server that needs no sign-in' }),
      method: z.literal('PUT'),
      headers: z.record(z.string(), z.string()),
    }),
  })
  .meta({ id: 'FileUpload' });
export type FileUpload = z.infer<typeof fileUpload>;

/** What an upload address carries; without it, or with another, there is nothing there. */
export const uploadQuery = z.strictObject({
  expires: z.string().max(20).optional(),
  signature: z.string().max(100).optional(),
});
export type UploadQuery = z.infer<typeof uploadQuery>;
