/** Where rules act and what they read, over the whole service, so each is found from both sides. */

import type { Rule, ServiceDocument } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { indexOf } from "../model/index.ts";
import { refsIn } from "../model/rules.ts";
import { pick } from "../model/text.ts";
import { nameOf } from "../words/rules.ts";

export type Effect = "visible_if" | "required_if" | "calculate" | "condition";

/** One rule. `subject` is what it decides about; `path` is where that is edited. */
export interface RulePlace {
  subject: string;
  name: string;
  effect: Effect;
  path: string;
  rule: Rule;
  reads: ReadonlySet<string>;
}

const known = new WeakMap<ServiceDocument, readonly RulePlace[]>();

/** All rules of a service in reading order; made once for a document. */
export function rulePlaces(document: ServiceDocument): readonly RulePlace[] {
  let places = known.get(document);
  if (places === undefined) {
    places = [...formPlaces(document), ...outsidePlaces(document)];
    known.set(document, places);
  }
  return places;
}

/** Rules that read this question, and rules that decide about it. */
export function rulesAbout(
  document: ServiceDocument,
  id: string,
): { deciding: RulePlace[]; reading: RulePlace[] } {
  const places = rulePlaces(document);
  return {
    deciding: places.filter((place) => place.subject === id),
    reading: places.filter((place) => place.subject !== id && place.reads.has(id)),
  };
}

export function effectWords(effect: Effect): string {
  const words: Readonly<Record<Effect, string>> = {
    visible_if: t("hiện"),
    required_if: t("bắt buộc"),
    calculate: t("tự tính"),
    condition: t("áp dụng"),
  };
  return words[effect];
}

type Given = Omit<RulePlace, "rule" | "reads"> & { rule: Rule | null | undefined };

function place({ rule, ...rest }: Given): RulePlace[] {
  return rule === null || rule === undefined
    ? []
    : [{ ...rest, rule, reads: new Set(refsIn(rule)) }];
}

function formPlaces(document: ServiceDocument): RulePlace[] {
  const sections = document.form.sections.flatMap(({ id, title, visible_if: rule }) =>
    place({ subject: id, name: pick(title), effect: "visible_if", path: `form/${id}`, rule }),
  );
  const lines = indexOf(document).lines.flatMap(({ id, page, field }) => {
    const shared = { subject: id, path: `form/${id}` };
    if (field === null) {
      const name = pick(page.title);
      return place({ ...shared, name, effect: "visible_if", rule: page.visible_if });
    }
    const name = nameOf(field);
    return (["visible_if", "required_if", "calculate"] as const).flatMap((effect) =>
      place({ ...shared, name, effect, rule: field[effect] }),
    );
  });
  return [...sections, ...lines];
}

function outsidePlaces(document: ServiceDocument): RulePlace[] {
  const { components, fees, execution, result } = document;
  const papers = components.flatMap(({ id, name, required_if: rule }) =>
    place({ subject: id, name: pick(name), effect: "required_if", path: `components/${id}`, rule }),
  );
  const prices = fees.flatMap((fee) => [
    ...place({
      subject: fee.id,
      name: pick(fee.name),
      effect: "calculate",
      path: `fees/${fee.id}`,
      rule: fee.calculate,
    }),
    ...place({
      subject: fee.id,
      name: pick(fee.name),
      effect: "condition",
      path: `fees/${fee.id}`,
      rule: fee.condition,
    }),
    ...fee.waivers.flatMap(({ id, reason, condition: rule }) =>
      place({
        subject: id,
        name: pick(reason),
        effect: "condition",
        path: `fees/${fee.id}/${id}`,
        rule,
      }),
    ),
  ]);
  const members = execution.group.flatMap(({ service_slug: slug, when: rule }, index) =>
    place({
      subject: slug,
      name: slug,
      effect: "condition",
      path: `execution/group/${index}`,
      rule,
    }),
  );
  const blocks = result.blocks.flatMap(({ id, visible_if: rule }) =>
    place({
      subject: id,
      name: t("Giấy kết quả"),
      effect: "visible_if",
      path: `result/${id}`,
      rule,
    }),
  );
  return [...papers, ...prices, ...choices(document), ...members, ...blocks];
}

/** Ways of the process that are taken by an answer. */
function choices({ process }: ServiceDocument): RulePlace[] {
  const steps = [...process.steps, ...process.sub_processes.flatMap((sub) => sub.steps)];
  return steps.flatMap((step) =>
    step.outcomes.flatMap(({ id, label, when: rule }) =>
      place({
        subject: `${step.id}/${id}`,
        name: pick(label) || pick(step.name),
        effect: "condition",
        path: `process/${step.id}`,
        rule,
      }),
    ),
  );
}
