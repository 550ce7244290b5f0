import { MessagesSquare } from 'lucide-react';
import { useEffect } from 'react';
import { EmptyState } from '../components/ui/states.js';

/** Beside the list of rooms when none is open. */
export function HomeScreen() {
  useEffect(() => {
    document.title = 'Rooms · Colloquy';
  }, []);
  return (
    <main className="flex h-full">
      <EmptyState icon={MessagesSquare} title="Pick a room">
        Or make one, and call the assistant in it with @ai. Everyone in the room sees the answer as it is written.
      </EmptyState>
    </main>
  );
}
