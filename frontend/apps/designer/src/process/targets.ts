import type { Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { pick } from "../model/text.ts";
import { graphOf, joinOf } from "./graph.ts";
import { ends } from "./words.ts";

type Choices = readonly (readonly [string, string])[];

export function stepName(step: Step, number: number): string {
  return t("{number}. {name}", { number, name: pick(step.name) || t("Bước chưa đặt tên") });
}

/** Where an outcome of `step` may lead: to the other steps, out of its branch, to an end. */
export function targetsOf(steps: readonly Step[], step: Step, leaves: Choices): Choices {
  const others = steps
    .map((each, index) => [each.id, stepName(each, index + 1)] as const)
    .filter(([id]) => id !== step.id);
  return [...others, ...joinsAround(steps, step), ...leaves, ...ends()];
}

/** The ends of the branches this step stands in. */
function joinsAround(steps: readonly Step[], step: Step): Choices {
  const parallels = steps.filter((each) => each.kind === "parallel" && each.id !== step.id);
  if (parallels.length === 0) return [];
  const { ways } = graphOf(steps);
  return parallels
    .filter((parallel) => {
      const inside = new Set(parallel.branches);
      const queue = [...inside];
      for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
        for (const way of ways) {
          if (way.from === id && !inside.has(way.to) && way.to !== joinOf(parallel.id)) {
            inside.add(way.to);
            queue.push(way.to);
          }
        }
      }
      return inside.has(step.id);
    })
    .map((parallel) => [
      joinOf(parallel.id),
      t("Hết nhánh của “{name}”", { name: pick(parallel.name) }),
    ]);
}

/** Where an outcome leads, in a few words. */
export function targetWords(to: string, steps: readonly Step[], leaves: Choices): string {
  const at = steps.findIndex((step) => step.id === to);
  const step = steps[at];
  if (step !== undefined) return stepName(step, at + 1);
  if (to.startsWith("join:")) {
    const parallel = steps.find((each) => joinOf(each.id) === to);
    return t("chờ đủ các nhánh của “{name}”", { name: pick(parallel?.name) });
  }
  const named = [...ends(), ...leaves].find(([key]) => key === to);
  return named?.[1] ?? t("chưa chọn nơi tới");
}
