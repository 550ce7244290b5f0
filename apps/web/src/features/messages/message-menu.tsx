import { Ellipsis } from 'lucide-react';
import { IconButton } from '../../components/ui/icon-button.js';
import { Menu, MenuItem } from '../../components/ui/menu.js';
import type { MessageAction } from './actions.js';

/** The actions of a message as a menu, for a finger. */
export function MessageMenu({ actions }: { actions: readonly MessageAction[] }) {
  return (
    <Menu trigger={<IconButton label="Message actions" icon={Ellipsis} />}>
      {actions.map(({ key, label, icon, danger, run }) => (
        <MenuItem key={key} icon={icon} danger={danger ?? false} onSelect={run}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
