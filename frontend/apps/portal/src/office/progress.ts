/** Many dossiers are sent a few at a time, so that one sees how far it is. */

export const AT_ONCE = 10;
/** From here on waiting for one answer feels long. */
export const MANY = 20;

interface Outcome {
  number: string;
  url: string;
  is_done: boolean;
  words: string;
}

function isOutcomes(value: unknown): value is { outcomes: Outcome[] } {
  return typeof value === "object" && value !== null && "outcomes" in value;
}

export function addProgress(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => {
    const marks = new FormData(form).getAll("chon").map(String);
    if (marks.length <= MANY) return;
    event.preventDefault();
    void run(form, marks);
  });
}

async function run(form: HTMLFormElement, marks: string[]): Promise<void> {
  const section = document.querySelector<HTMLElement>("[data-mo-running]");
  const list = section?.querySelector<HTMLElement>("ul");
  const bar = section?.querySelector("progress");
  const told = section?.querySelector<HTMLElement>("[data-mo-running-words]");
  if (!section || !list || !bar || !told) return;
  form.hidden = true;
  section.hidden = false;
  bar.max = marks.length;
  let done = 0;
  for (let first = 0; first < marks.length; first += AT_ONCE) {
    const part = marks.slice(first, first + AT_ONCE);
    const outcomes = await send(form, part);
    if (!outcomes) {
      told.textContent = form.dataset["moFailed"] ?? "";
      return;
    }
    for (const outcome of outcomes) list.append(line(form, outcome));
    done += outcomes.filter((each) => each.is_done).length;
    bar.value = Math.min(first + AT_ONCE, marks.length);
    told.textContent = `${String(bar.value)}/${String(marks.length)}, ${String(done)} ${form.dataset["moDone"] ?? ""}`;
  }
}

async function send(form: HTMLFormElement, part: string[]): Promise<Outcome[] | undefined> {
  const body = new FormData(form);
  body.delete("chon");
  for (const mark of part) body.append("chon", mark);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    const found: unknown = answer.ok ? await answer.json() : undefined;
    return isOutcomes(found) ? found.outcomes : undefined;
  } catch {
    return undefined;
  }
}

function line(form: HTMLFormElement, outcome: Outcome): HTMLLIElement {
  const item = document.createElement("li");
  item.className = outcome.is_done ? "mo-outcome" : "mo-outcome mo-outcome--failed";
  const link = document.createElement("a");
  link.href = outcome.url;
  link.textContent = outcome.number;
  const word = document.createElement("strong");
  word.textContent = (outcome.is_done ? form.dataset["moDone"] : form.dataset["moFailed"]) ?? "";
  item.append(link, " ", word, `: ${outcome.words}`);
  return item;
}
