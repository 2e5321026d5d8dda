/**
 * What a field type adds in the browser (a pad to sign on, a camera, a map): one `enhance.ts` in its
 * folder of `@motcua/field-types`, fetched only where a page has such a question.
 */

export type Enhance = (field: HTMLElement, form: HTMLFormElement) => void;

const FOUND = import.meta.glob<Enhance>("../../../../packages/field-types/src/*/enhance.ts", {
  import: "default",
});
const TYPE = /\/src\/([a-z0-9_]+)\/enhance\.ts$/;
const BY_TYPE = new Map(
  Object.entries(FOUND).map(([path, load]) => [TYPE.exec(path)?.[1] ?? "", load]),
);

export async function enhanceFields(form: HTMLFormElement): Promise<void> {
  const fields = [...form.querySelectorAll<HTMLElement>("[data-type]")];
  await Promise.all(
    fields.map(async (field) => {
      const load = BY_TYPE.get(field.dataset["type"] ?? "");
      if (!load) return;
      try {
        (await load())(field, form);
      } catch {
        // The plain inputs are there: a weak line or an old browser loses comfort, no question.
      }
    }),
  );
}
