/** A field's text, as it was typed. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** A number field, or `null` when it was left empty. */
export function numberOf(form: FormData, name: string): number | null {
  const text = textOf(form, name).trim();
  return text === '' || Number.isNaN(Number(text)) ? null : Number(text);
}
