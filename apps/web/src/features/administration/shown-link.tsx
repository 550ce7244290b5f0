import type { PasswordLink } from '#contract';
import { Button } from '../../components/ui/button.js';
import { CopyField } from '../../components/ui/copy-field.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { Notice } from '../../components/ui/notice.js';
import { distance } from '../../lib/dates.js';

interface ShownLinkProps {
  title: string;
  link: PasswordLink;
  onClose(): void;
}

/** A one-time link to hand to a person; it is not shown again. */
export const ShownLink = ({ title, link, onClose }: ShownLinkProps) => (
  <Dialog title={title} description="Give them this link: with it they choose a password." onClose={onClose}>
    <div className="flex flex-col gap-4">
      <CopyField label="One-time link" value={link.url} />
      <Notice tone="warn">
        It works once and ends {distance(link.expiresAt)}. Whoever has it can set the password, so send it where only
        they will read it.
      </Notice>
    </div>
    <DialogActions>
      <Button look="primary" onClick={onClose}>
        Done
      </Button>
    </DialogActions>
  </Dialog>
);
