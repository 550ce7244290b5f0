import { MessagesSquare } from 'lucide-react';
import { EmptyState } from '../components/ui/states.js';
import { useTitle } from '../lib/use-title.js';

/** Beside the list of rooms when none is open. */
export function HomeScreen() {
  useTitle('Rooms');
  return (
    <main className="flex h-full">
      <EmptyState icon={MessagesSquare} title="Pick a room">
        Or make one, and call the assistant in it with @ai. Everyone in the room sees the answer as it is written.
      </EmptyState>
    </main>
  );
}
