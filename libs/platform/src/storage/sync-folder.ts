import { open } from 'node:fs/promises';

/** Makes a rename in this folder last through a power cut. Windows has no such call: NTFS journals its folders. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
