/** Where a picture is seen by everybody (docs/decisions/0010-public-pictures.md). */
export const pictureUrl = (fileId: string): string => `/api/v1/pictures/${fileId}`;
