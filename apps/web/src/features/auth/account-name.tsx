import type { Me } from '#contract';

/** Tells a password manager whose password the form is about; people know it already. */
export const AccountName = ({ me }: { me: Me }) => (
  <input type="text" name="username" autoComplete="username" value={me.username} readOnly hidden />
);
