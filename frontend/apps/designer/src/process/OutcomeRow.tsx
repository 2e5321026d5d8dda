import type { ReactNode } from "react";
import type { Outcome, Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { CheckInput, SelectInput, WordsInput } from "../inputs/inputs.tsx";
import { remove, update } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { useDesigner, useEdit, useEditable } from "../store/hooks.ts";
import { ends, outcomeKinds } from "./words.ts";

interface Props {
  step: Step;
  outcome: Outcome;
}

/** "[words] goes to [step]". */
export function OutcomeRow({ step, outcome }: Props): ReactNode {
  const edit = useEdit();
  const editable = useEditable();
  const steps = useDesigner((state) => state.document.process.steps);
  const label = pick(outcome.label);
  function change(set: Partial<Outcome>, key?: string): void {
    const words = t("Sửa cách kết thúc “{label}”", { label });
    edit(
      [update("outcome", outcome.id, set, step.id)],
      key === undefined ? { words } : { words, key: `${step.id}.${outcome.id}.${key}` },
    );
  }
  const targets = steps.map(
    (each, index) =>
      [each.id, t("Bước {number}: {name}", { number: index + 1, name: pick(each.name) })] as const,
  );
  return (
    <div className="mcd-outcome" data-place={`process/${step.id}/${outcome.id}`}>
      <WordsInput
        label={t("Chữ trên nút")}
        value={outcome.label}
        onChange={(words) => {
          change({ label: words }, "label");
        }}
      />
      <SelectInput
        label={t("thì sang")}
        value={outcome.to}
        choices={[...targets.filter(([id]) => id !== step.id), ...ends()]}
        onChange={(to) => {
          change({ to });
        }}
      />
      <SelectInput
        label={t("Ý nghĩa")}
        value={outcome.kind}
        choices={outcomeKinds()}
        onChange={(kind) => {
          change({ kind: kind as Outcome["kind"] });
        }}
      />
      <CheckInput
        label={t("Phải nêu lý do")}
        value={outcome.requires_reason}
        onChange={(on) => {
          change({ requires_reason: on });
        }}
      />
      {editable && (
        <button
          type="button"
          className="mcd-icon-button mcd-danger"
          aria-label={t("Xoá cách kết thúc “{label}”", { label })}
          onClick={() => {
            edit([remove("outcome", outcome.id, step.id)], {
              words: t("Xoá cách kết thúc “{label}”", { label }),
            });
          }}
        >
          <Icon name="trash" />
        </button>
      )}
    </div>
  );
}
