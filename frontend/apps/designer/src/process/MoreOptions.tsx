import { useState, type ReactNode } from "react";
import type { Reminder, Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { CheckInput, SelectInput, WordsInput } from "../inputs/inputs.tsx";
import { pick } from "../model/text.ts";
import { useDesk, useEditable } from "../store/hooks.ts";
import { EntryEditor } from "./EntryEditor.tsx";
import { isRouting } from "./lanes.ts";
import { ShownInput } from "./ShownInput.tsx";
import type { PartProps } from "./StepPanel.tsx";
import { TimeInput } from "./TimeInput.tsx";
import { MINUTES_PER_DAY } from "./times.ts";
import { states } from "./words.ts";

/** What a simple step does not need: closed, with what is in use told on the lid. */
export function MoreOptions({ step, onChange }: PartProps): ReactNode {
  const [open, setOpen] = useState(false);
  const used = usedIn(step);
  return (
    <details
      className="mcd-more"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary data-more>
        {t("Thêm tùy chọn")}
        {used.length > 0 && <small> ({used.join(", ")})</small>}
      </summary>
      {open && <Options step={step} onChange={onChange} />}
    </details>
  );
}

function usedIn(step: Step): string[] {
  const parts: [boolean, string][] = [
    [step.entry !== null && step.entry.fields.length > 0, t("có ô phải điền")],
    [step.files_required, t("phải đính kèm")],
    [step.note_required, t("phải ghi ý kiến")],
    [step.reminders.length > 0, t("có nhắc việc")],
    [step.escalation !== null, t("báo cấp trên")],
    [step.timeout_outcome !== "" && step.kind !== "consult", t("tự chuyển khi hết hạn")],
    [step.shown !== null, t("giới hạn nội dung xem")],
  ];
  return parts.filter(([on]) => on).map(([, words]) => words);
}

function Options({ step, onChange }: PartProps): ReactNode {
  const isWork = !isRouting(step) && step.kind !== "automatic" && step.kind !== "wait_fee";
  return (
    <>
      {isWork && (
        <>
          <WordsInput
            label={t("Hướng dẫn cho người làm")}
            lines={2}
            maxLength={20_000}
            value={step.instructions}
            onChange={(instructions) => {
              onChange({ instructions }, "instructions");
            }}
          />
          <CheckInput
            label={t("Phải ghi ý kiến khi xong bước")}
            value={step.note_required}
            onChange={(on) => {
              onChange({ note_required: on });
            }}
          />
          <CheckInput
            label={t("Phải đính kèm ít nhất một tệp")}
            value={step.files_required}
            onChange={(on) => {
              onChange({ files_required: on });
            }}
          />
          <EntryEditor step={step} onChange={onChange} />
          <ShownInput step={step} onChange={onChange} />
        </>
      )}
      {!isRouting(step) && (
        <>
          <Timeout step={step} onChange={onChange} />
          <Reminders step={step} onChange={onChange} />
          <EscalationInput step={step} onChange={onChange} />
        </>
      )}
      <SelectInput
        label={t("Trạng thái báo cáo quốc gia")}
        value={String(step.national_state)}
        choices={states()}
        onChange={(state) => {
          onChange({ national_state: Number(state) });
        }}
      />
    </>
  );
}

function Timeout({ step, onChange }: PartProps): ReactNode {
  if (step.outcomes.length === 0 || step.kind === "consult") {
    return null;
  }
  return (
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
  );
}

function useReceivers(): (readonly [string, string])[] {
  const { host } = useDesk();
  return host.roles.map((role) => [role.key, role.label] as const);
}

function Reminders({ step, onChange }: PartProps): ReactNode {
  const editable = useEditable();
  const roles = useReceivers();
  function put(reminders: Reminder[], key?: string): void {
    onChange({ reminders }, key);
  }
  return (
    <fieldset className="mcd-fieldset">
      <legend className="mcd-label">{t("Nhắc việc trước hạn")}</legend>
      {step.reminders.map((reminder, index) => (
        <div key={index} className="mcd-branch">
          <TimeInput
            label={t("Nhắc trước hạn {number}", { number: index + 1 })}
            value={reminder.working_minutes_before}
            onChange={(minutes) => {
              if (minutes !== null) {
                const next = { ...reminder, working_minutes_before: minutes };
                put(step.reminders.with(index, next), `reminder.${index}`);
              }
            }}
          />
          <SelectInput
            label={t("Nhắc ai {number}", { number: index + 1 })}
            value={reminder.to}
            choices={[["holder", t("Người đang giữ hồ sơ")], ...roles]}
            onChange={(to) => {
              put(step.reminders.with(index, { ...reminder, to }));
            }}
          />
          {editable && (
            <button
              type="button"
              className="mcd-icon-button mcd-danger"
              aria-label={t("Bỏ lần nhắc {number}", { number: index + 1 })}
              onClick={() => {
                put(step.reminders.toSpliced(index, 1));
              }}
            >
              <Icon name="trash" />
            </button>
          )}
        </div>
      ))}
      {editable && (
        <button
          type="button"
          className="button button-small button-secondary"
          onClick={() => {
            const half = Math.max(1, Math.round((step.working_minutes ?? MINUTES_PER_DAY) / 4));
            put([...step.reminders, { working_minutes_before: half, to: "holder" }]);
          }}
        >
          <Icon name="plus" /> {t("Thêm lần nhắc")}
        </button>
      )}
    </fieldset>
  );
}

function EscalationInput({ step, onChange }: PartProps): ReactNode {
  const roles = useReceivers();
  const { escalation } = step;
  return (
    <>
      <SelectInput
        label={t("Quá hạn thì báo cho")}
        value={escalation?.to ?? ""}
        choices={[["", t("Không báo ai")], ...roles]}
        onChange={(to) => {
          const after = escalation?.working_minutes_after ?? 0;
          onChange({ escalation: to === "" ? null : { to, working_minutes_after: after } });
        }}
      />
      {escalation !== null && (
        <TimeInput
          label={t("Báo sau khi quá hạn")}
          help={t("Để trống là báo ngay khi quá hạn.")}
          value={escalation.working_minutes_after === 0 ? null : escalation.working_minutes_after}
          onChange={(minutes) => {
            onChange(
              { escalation: { ...escalation, working_minutes_after: minutes ?? 0 } },
              "escalation",
            );
          }}
        />
      )}
    </>
  );
}
