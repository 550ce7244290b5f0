import type { Assistant, CreateAssistantRequest } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/ui/button.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { SelectField, TextArea, TextField } from '../../components/ui/field.js';
import { FormError } from '../../components/ui/states.js';
import { numberOf, textOf } from '../../lib/forms.js';
import { fieldErrors } from '../../lib/problem.js';
import { createAssistant, removeAssistant, updateAssistant, useModels } from './api.js';

interface AssistantDialogProps {
  roomId: string;
  /** Absent to make a new one. */
  assistant?: Assistant | undefined;
  onClose(): void;
}

/** A model and its provider as one choice of a list; neither holds a line break. */
const choiceOf = (providerId: string | null, model: string | null) => (model ? `${providerId ?? ''}\n${model}` : '');

function readForm(form: FormData): CreateAssistantRequest {
  const [providerId, model] = textOf(form, 'model').split('\n');
  return {
    name: textOf(form, 'name'),
    handle: textOf(form, 'handle'),
    model: model ?? null,
    providerId: model && providerId ? providerId : null,
    systemPrompt: textOf(form, 'systemPrompt'),
    temperature: numberOf(form, 'temperature'),
    replyMode: textOf(form, 'replyMode') as Assistant['replyMode'],
  };
}

/** Who an assistant is, which model it has, and when it answers. */
export function AssistantDialog({ roomId, assistant, onClose }: AssistantDialogProps) {
  const models = useModels();
  const save = useMutation({
    mutationFn: (body: CreateAssistantRequest) =>
      assistant ? updateAssistant(roomId, assistant.id, body) : createAssistant(roomId, body),
    onSuccess: onClose,
  });
  const remove = useMutation({ mutationFn: (id: string) => removeAssistant(roomId, id), onSuccess: onClose });
  const errors = fieldErrors(save.error);
  const known = models.data?.items ?? [];
  const chosen = choiceOf(assistant?.providerId ?? null, assistant?.model ?? null);
  const listed = known.some((model) => choiceOf(model.providerId, model.id) === chosen);
  return (
    <Dialog title={assistant ? `Edit ${assistant.name}` : 'New assistant'} onClose={onClose} wide>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(readForm(new FormData(event.currentTarget)));
        }}
      >
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            label="Name"
            name="name"
            required
            maxLength={40}
            autoComplete="off"
            defaultValue={assistant?.name}
            error={errors.name}
          />
          <TextField
            label="Handle"
            name="handle"
            required
            maxLength={32}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={assistant?.handle}
            error={errors.handle}
            hint="Called by @handle."
          />
        </div>
        <SelectField
          // The list comes later than the form: a fresh field takes the right choice.
          key={models.isPending ? 'loading' : 'loaded'}
          label="Model"
          name="model"
          defaultValue={chosen}
          error={errors.model ?? errors.providerId}
          hint={models.isError ? 'The list of models could not be loaded.' : undefined}
        >
          <option value="">Default of the server</option>
          {chosen && !listed && <option value={chosen}>{assistant?.model} (not offered any more)</option>}
          {known.map((model) => (
            <option key={choiceOf(model.providerId, model.id)} value={choiceOf(model.providerId, model.id)}>
              {model.id} · {model.provider}
            </option>
          ))}
        </SelectField>
        <TextArea
          label="Instructions"
          name="systemPrompt"
          optional
          rows={4}
          maxLength={20_000}
          defaultValue={assistant?.systemPrompt}
          error={errors.systemPrompt}
          hint="What it is for and how it shall answer. Sent to the model before every conversation."
        />
        <div className="grid gap-4 md:grid-cols-2">
          <SelectField
            label="Answers"
            name="replyMode"
            defaultValue={assistant?.replyMode ?? 'mention'}
            error={errors.replyMode}
          >
            <option value="mention">When it is called</option>
            <option value="always">Every message</option>
            <option value="paused">Never, for now</option>
          </SelectField>
          <TextField
            label="Temperature"
            name="temperature"
            optional
            type="number"
            min={0}
            max={2}
            step={0.1}
            inputMode="decimal"
            defaultValue={assistant?.temperature ?? ''}
            error={errors.temperature}
            hint="0 is steady, 2 is wild."
          />
        </div>
        <FormError error={save.error ?? remove.error} fields={save.error ? errors : {}} />
        <DialogActions>
          {assistant && (
            <Button
              look="quiet"
              className="mr-auto !text-bad"
              busy={remove.isPending}
              onClick={() => remove.mutate(assistant.id)}
            >
              Remove from the room
            </Button>
          )}
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" busy={save.isPending}>
            {assistant ? 'Save' : 'Add assistant'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
