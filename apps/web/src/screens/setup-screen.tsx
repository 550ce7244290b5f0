import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { QuietPage } from '../components/quiet-page.js';
import { Button } from '../components/ui/button.js';
import { ErrorState } from '../components/ui/states.js';
import { AccountForm } from '../features/auth/account-form.js';
import { fetchSetup, setUp } from '../features/auth/api.js';
import { landingRoomId } from '../features/rooms/api.js';
import { api } from '../lib/api.js';
import { codeOf } from '../lib/problem.js';
import { keys, queryClient } from '../lib/query.js';
import { beginSession } from '../lib/session.js';
import type { Model } from '#contract';

/** The one-time token of the link in the terminal; the part after `#` never leaves the browser by itself. */
const tokenOfAddress = () => new URLSearchParams(location.hash.slice(1)).get('token') ?? undefined;

/** `/setup#token=…`: the first account, then a word about the model, then the room. */
export function SetupScreen() {
  const [token] = useState(tokenOfAddress);
  const [made, setMade] = useState(false);
  const [refused, setRefused] = useState(false);
  const setup = useQuery({ queryKey: keys.setup, queryFn: fetchSetup });
  if (made) return <ModelStep />;
  if (setup.isError) {
    return (
      <QuietPage title="Set-up">
        <ErrorState title="The server does not answer" error={setup.error} onRetry={() => void setup.refetch()} />
      </QuietPage>
    );
  }
  if (setup.data?.required === false) {
    return (
      <QuietPage
        title="Set-up has been done"
        lead="This server has its first account already."
        footer={
          <Link to="/login" className="font-medium text-accent hover:underline">
            Sign in
          </Link>
        }
      />
    );
  }
  if (!token || refused) return <OpenTheLink refused={refused} />;
  return (
    <QuietPage
      title="Welcome"
      lead="Make the first account of this server. It will be the administrator’s."
      footer="Step 1 of 2"
    >
      <AccountForm
        action="Create account"
        create={(account) =>
          setUp({ token, ...account }).catch((error: unknown) => {
            if (codeOf(error) === 'setup_token_invalid') setRefused(true);
            throw error;
          })
        }
        onDone={(session) => {
          history.replaceState(history.state, '', '/setup');
          queryClient.setQueryData(keys.setup, { required: false });
          setMade(true);
          beginSession(session);
        }}
      />
    </QuietPage>
  );
}

/** Shown to whoever comes before set-up without its link. */
function OpenTheLink({ refused }: { refused: boolean }) {
  return (
    <QuietPage
      title={refused ? 'This set-up link is not valid' : 'Almost there'}
      lead={
        refused
          ? 'It may be from an earlier start of the server. The link in the terminal is the one that works.'
          : 'This server has no account yet. Open the set-up link that it printed in the terminal where it was started.'
      }
    >
      <p className="rounded-md border border-line bg-surface px-4 py-3 font-mono text-13 [overflow-wrap:anywhere] text-ink-soft">
        {location.origin}/setup#token=…
      </p>
      <p className="mt-4 text-13 text-ink-faint">
        The terminal is out of reach? The link is in the server’s log as well, and a restart prints it again.
      </p>
    </QuietPage>
  );
}

/** Says which model answers, and plainly when it is only the demo. */
function ModelStep() {
  const navigate = useNavigate();
  const models = useQuery({ queryKey: keys.models, queryFn: () => api<{ items: Model[] }>('/models') });
  const chosen = models.data?.items.find((model) => model.isDefault) ?? models.data?.items[0];
  const demo = !chosen || /demo/i.test(`${chosen.provider} ${chosen.id}`);
  return (
    <QuietPage
      title={demo ? 'You start with the demo' : `${chosen.id} answers`}
      lead={
        demo
          ? 'No model is connected yet, so a small built-in demo answers in its place. It shows how everything works, needs no key and no network, and does not think.'
          : `@ai in every new room is ${chosen.id}, from ${chosen.provider}. Each assistant can have a model of its own.`
      }
      footer="Step 2 of 2"
    >
      {demo && (
        <div className="mb-6 rounded-md border border-line bg-surface px-4 py-3 text-13 text-ink-soft">
          <p>To connect a real model later, stop the server and start it with one of these:</p>
          <ul className="mt-2 space-y-1 font-mono text-12 [overflow-wrap:anywhere] text-ink">
            <li>OLLAMA_ENDPOINT=http://localhost:11434/v1</li>
            <li>VLLM_ENDPOINT=http://localhost:8000/v1</li>
            <li>OPENAI_API_KEY=…</li>
          </ul>
        </div>
      )}
      <Button
        look="primary"
        className="w-full"
        onClick={() => {
          void landingRoomId().then((roomId) =>
            roomId ? navigate({ to: '/rooms/$roomId', params: { roomId } }) : navigate({ to: '/' }),
          );
        }}
      >
        Go to the room
      </Button>
    </QuietPage>
  );
}
