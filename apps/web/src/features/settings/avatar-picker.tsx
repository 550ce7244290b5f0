import type { Me } from '#contract';
import { useRef, useState, type ChangeEvent } from 'react';
import { Avatar } from '../../components/ui/avatar.js';
import { Button } from '../../components/ui/button.js';
import { Saved } from '../../components/ui/notice.js';
import { sayError } from '../../lib/problem.js';
import { updateMe, uploadAvatar } from './api.js';
import { useSave } from '../../lib/use-save.js';

/** What browsers can show and the server takes. */
const KINDS = 'image/png,image/jpeg,image/webp,image/gif';

/** My picture: put in, looked at while it is on its way, taken away. */
export function AvatarPicker({ me }: { me: Me }) {
  const [preview, setPreview] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const { save, saving, saved, error } = useSave(async (picture: File | null) => {
    if (!picture) return updateMe({ avatarFileId: null });
    const url = URL.createObjectURL(picture);
    setPreview(url);
    try {
      return await uploadAvatar(picture);
    } finally {
      setPreview(undefined);
      URL.revokeObjectURL(url);
    }
  });
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const picture = event.target.files?.[0];
    // The same file once more is a choice too.
    event.target.value = '';
    if (picture) save(picture);
  };
  return (
    <div className="flex items-center gap-5">
      <Avatar
        name={me.displayName}
        hue={me.color}
        url={preview ?? me.avatarUrl}
        size={72}
        className={saving ? 'opacity-60' : ''}
      />
      <div>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" busy={saving} onClick={() => input.current?.click()}>
            {me.avatarUrl ? 'Change the picture' : 'Upload a picture'}
          </Button>
          {me.avatarUrl && (
            <Button size="sm" look="quiet" disabled={saving} onClick={() => save(null)}>
              Remove
            </Button>
          )}
        </div>
        <input ref={input} type="file" accept={KINDS} aria-label="Picture" onChange={pick} hidden />
        <div role="status" className="mt-1.5 text-13 text-ink-faint">
          {saved ? (
            <Saved />
          ) : error ? (
            <span className="text-bad">{sayError(error)}</span>
          ) : saving ? (
            'Uploading…'
          ) : (
            'PNG, JPEG, WebP or GIF. It is cut to a circle.'
          )}
        </div>
      </div>
    </div>
  );
}
