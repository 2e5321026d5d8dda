import { memo, type ReactNode } from "react";
import type { Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { NumberInput, SelectInput, WordsInput } from "../inputs/inputs.tsx";
import { blankOutcome } from "../model/blank.ts";
import { add, move, remove, update } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { useDesigner, useDesk, useEdit, useEditable, useProblemsOf } from "../store/hooks.ts";
import { OutcomeRow } from "./OutcomeRow.tsx";
import { states, stepKinds } from "./words.ts";

interface Props {
  step: Step;
  index: number;
  count: number;
  words: string;
}

const MINUTES_PER_HOUR = 60;

export const StepCard = memo(function StepCard({ step, index, count, words }: Props): ReactNode {
  const edit = useEdit();
  const editable = useEditable();
  const problems = useProblemsOf(step.id);
  const name = pick(step.name);
  function change(set: Partial<Step>, key?: string): void {
    const said = t("Sửa bước “{name}”", { name });
    edit(
      [update("step", step.id, set)],
      key === undefined ? { words: said } : { words: said, key: `${step.id}.${key}` },
    );
  }
  return (
    <li
      className={problems.length > 0 ? "mcd-step mcd-step--problem" : "mcd-step"}
      data-place={`process/${step.id}`}
      tabIndex={-1}
    >
      <div className="mcd-step-head">
        <span className="mcd-step-number">{index + 1}</span>
        <WordsInput
          label={t("Tên bước")}
          value={step.name}
          onChange={(next) => {
            change({ name: next }, "name");
          }}
        />
        <StepButtons step={step} index={index} count={count} />
      </div>
      <StepFields step={step} onChange={change} />
      <fieldset className="mcd-fieldset">
        <legend className="mcd-label">{t("Xong bước này thì")}</legend>
        {step.outcomes.map((outcome) => (
          <OutcomeRow key={outcome.id} step={step} outcome={outcome} />
        ))}
        {editable && (
          <button
            type="button"
            className="button button-small button-secondary"
            onClick={() => {
              edit([add("outcome", blankOutcome(t("Cách khác"), ""), step.id)], {
                words: t("Thêm cách kết thúc bước"),
              });
            }}
          >
            <Icon name="plus" /> {t("Thêm cách kết thúc")}
          </button>
        )}
      </fieldset>
      <StepMore step={step} onChange={change} />
      {problems.map((problem, at) => (
        <p key={`${problem.code}-${at}`} className="mcd-problem-line">
          <Icon name="warning" /> {problem.message}
        </p>
      ))}
      {words !== "" && (
        <p className="mcd-readback">
          <strong>{t("Đọc thành lời:")}</strong> {words}
        </p>
      )}
    </li>
  );
});

interface FieldsProps {
  step: Step;
  onChange: (set: Partial<Step>, key?: string) => void;
}

function StepFields({ step, onChange }: FieldsProps): ReactNode {
  const { host } = useDesk();
  const steps = useDesigner((state) => state.document.process.steps);
  const others = steps.filter((each) => each.id !== step.id && each.role !== "applicant");
  const isCitizen = step.role === "applicant";
  return (
    <div className="mcd-grid">
      <SelectInput
        label={t("Loại việc")}
        value={step.kind}
        choices={stepKinds()}
        onChange={(kind) => {
          onChange({ kind: kind as Step["kind"] });
        }}
      />
      <SelectInput
        label={t("Người làm")}
        value={step.role}
        choices={[
          ...host.roles.map((role) => [role.key, role.label] as const),
          ["applicant", t("Người nộp hồ sơ")] as const,
          ...others.map(
            (each) =>
              [
                `officer:${each.id}`,
                t("Người đã làm bước “{name}”", { name: pick(each.name) }),
              ] as const,
          ),
        ]}
        onChange={(role) => {
          onChange({ role });
        }}
      />
      {!isCitizen && (
        <SelectInput
          label={t("Nơi làm")}
          value={step.agency}
          choices={[
            ["receiving", t("Nơi tiếp nhận")],
            ["competent", t("Cơ quan có thẩm quyền")],
            ...host.agencies.map((agency) => [`agency:${agency.id}`, agency.name] as const),
          ]}
          onChange={(agency) => {
            onChange({ agency });
          }}
        />
      )}
      <NumberInput
        label={t("Thời gian (giờ làm việc)")}
        value={step.working_minutes === null ? null : step.working_minutes / MINUTES_PER_HOUR}
        min={0.25}
        max={16_000}
        step={0.5}
        whole={false}
        onChange={(hours) => {
          onChange(
            {
              working_minutes:
                hours === null ? null : Math.max(1, Math.round(hours * MINUTES_PER_HOUR)),
            },
            "working_minutes",
          );
        }}
      />
    </div>
  );
}

function StepMore({ step, onChange }: FieldsProps): ReactNode {
  return (
    <details className="mcd-more">
      <summary>{t("Thiết lập thêm của bước")}</summary>
      <div className="mcd-grid">
        <SelectInput
          label={t("Trạng thái báo cáo quốc gia")}
          value={String(step.national_state)}
          choices={states()}
          onChange={(state) => {
            onChange({ national_state: Number(state) });
          }}
        />
        {step.outcomes.length > 0 && (
          <SelectInput
            label={t("Hết hạn mà chưa làm thì")}
            value={step.timeout_outcome}
            choices={[
              ["", t("Báo quá hạn, không tự chuyển")],
              ...step.outcomes.map(
                (outcome) =>
                  [outcome.id, t("Coi như “{label}”", { label: pick(outcome.label) })] as const,
              ),
            ]}
            onChange={(outcome) => {
              onChange({ timeout_outcome: outcome });
            }}
          />
        )}
      </div>
    </details>
  );
}

function StepButtons({
  step,
  index,
  count,
}: {
  step: Step;
  index: number;
  count: number;
}): ReactNode {
  const edit = useEdit();
  const { store } = useDesk();
  const name = pick(step.name);
  if (!useEditable()) {
    return null;
  }
  const shift = (by: number): void => {
    edit([move("step", step.id, index + by)], { words: t("Đổi thứ tự bước") });
  };
  return (
    <span className="mcd-mini-buttons">
      <button
        type="button"
        className="mcd-icon-button"
        disabled={index === 0}
        aria-label={t("Đưa bước “{name}” lên", { name })}
        onClick={() => {
          shift(-1);
        }}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="mcd-icon-button"
        disabled={index === count - 1}
        aria-label={t("Đưa bước “{name}” xuống", { name })}
        onClick={() => {
          shift(1);
        }}
      >
        <Icon name="down" />
      </button>
      <button
        type="button"
        className="mcd-icon-button mcd-danger"
        aria-label={t("Xoá bước “{name}”", { name })}
        onClick={() => {
          if (edit([remove("step", step.id)], { words: t("Xoá bước “{name}”", { name }) })) {
            store.say(t("Đã xoá bước “{name}”.", { name }), { canUndo: true });
          }
        }}
      >
        <Icon name="trash" />
      </button>
    </span>
  );
}
