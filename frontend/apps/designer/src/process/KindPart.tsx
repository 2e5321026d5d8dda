import type { ReactNode } from "react";
import type { Step, SubProcess } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { CheckInput, NumberInput, SelectInput, TextInput } from "../inputs/inputs.tsx";
import { ItemButtons } from "../inputs/ItemButtons.tsx";
import { blankOutcome, blankStep } from "../model/blank.ts";
import { newId } from "../model/copies.ts";
import { add, update } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import {
  useDesigner,
  useDesk,
  useEdit,
  useEditable,
  useFields,
  useFieldTypes,
} from "../store/hooks.ts";
import { nameOf } from "../words/rules.ts";
import { openPanel } from "./DrawScreen.tsx";
import { addBranch, mainOutcome } from "./edits.ts";
import type { PartProps } from "./StepPanel.tsx";
import { stepName } from "./targets.ts";
import { WithEntries } from "./WithEntries.tsx";
import { PlaceInput } from "./WhoInput.tsx";

/** What only a step of this kind has to say. */
export function KindPart(props: PartProps): ReactNode {
  switch (props.step.kind) {
    case "parallel":
      return <Branches {...props} />;
    case "consult":
      return <Consult {...props} />;
    case "wait_date":
      return (
        <WithEntries>
          <WaitUntil {...props} />
        </WithEntries>
      );
    case "automatic":
      return (
        <WithEntries>
          <Action {...props} />
        </WithEntries>
      );
    case "sub_process":
      return <Called {...props} />;
    default:
      return null;
  }
}

function Branches({ step, onChange }: PartProps): ReactNode {
  const { store } = useDesk();
  const editable = useEditable();
  const steps = useDesigner((state) => state.document.process.steps);
  const choices = steps
    .map((each, index) => [each.id, stepName(each, index + 1)] as const)
    .filter(([id]) => id !== step.id);
  return (
    <fieldset className="mcd-fieldset">
      <legend className="mcd-label">{t("Các nhánh làm cùng lúc")}</legend>
      <p className="mcd-help">
        {t("Mỗi nhánh bắt đầu bằng một bước. Bước cuối của nhánh đi tới “Hết nhánh”.")}
      </p>
      {step.branches.map((id, index) => (
        <div key={`${id}-${index}`} className="mcd-branch">
          <SelectInput
            label={t("Nhánh {number} bắt đầu từ", { number: index + 1 })}
            value={id}
            choices={choices.filter(([each]) => each === id || !step.branches.includes(each))}
            onChange={(next) => {
              onChange({ branches: step.branches.with(index, next) });
            }}
          />
          {editable && (
            <ItemButtons
              name={t("nhánh {number}", { number: index + 1 })}
              index={index}
              count={step.branches.length}
              onShift={(by) => {
                const left = step.branches.toSpliced(index, 1);
                onChange({ branches: left.toSpliced(index + by, 0, id) });
              }}
              onRemove={() => {
                onChange({ branches: step.branches.toSpliced(index, 1) });
              }}
            />
          )}
        </div>
      ))}
      {editable && (
        <button
          type="button"
          className="button button-small button-secondary"
          data-add-branch
          onClick={() => {
            addBranch(store, step);
            openPanel(store.state.stepId);
          }}
        >
          <Icon name="plus" /> {t("Thêm nhánh")}
        </button>
      )}
    </fieldset>
  );
}

function Consult({ step, onChange }: PartProps): ReactNode {
  const agreed = mainOutcome(step);
  return (
    <>
      <PlaceInput step={step} onChange={onChange} />
      {agreed !== undefined && (
        <CheckInput
          label={t("Quá hạn không trả lời thì coi như “{label}”", { label: pick(agreed.label) })}
          value={step.timeout_outcome !== ""}
          onChange={(on) => {
            onChange({ timeout_outcome: on ? agreed.id : "" });
          }}
        />
      )}
    </>
  );
}

function WaitUntil({ step, onChange }: PartProps): ReactNode {
  const types = useFieldTypes();
  const dates = useFields().filter((field) => types.get(field.type)?.kind === "date");
  const { until } = step;
  return (
    <>
      <SelectInput
        label={t("Chờ đến khi nào")}
        value={until?.field ?? "time"}
        choices={[
          ["time", t("Hết một khoảng thời gian")],
          ...dates.map(
            (field) => [field.id, t("Ngày ở câu “{name}”", { name: nameOf(field) })] as const,
          ),
        ]}
        onChange={(field) => {
          onChange(
            field === "time"
              ? { until: null }
              : { until: { field, days_before: until?.days_before ?? 0 }, working_minutes: null },
          );
        }}
      />
      {until !== null && (
        <NumberInput
          label={t("Trước ngày đó bao nhiêu ngày")}
          help={t("0 là đúng ngày đó. Số âm là sau ngày đó.")}
          value={until.days_before}
          min={-3650}
          max={3650}
          onChange={(days) => {
            if (days !== null) onChange({ until: { ...until, days_before: days } }, "until");
          }}
        />
      )}
    </>
  );
}

function Action({ step, onChange }: PartProps): ReactNode {
  const { host } = useDesk();
  const settings = host.actions?.find((each) => each.key === step.action)?.settings ?? [];
  return (
    <>
      <SelectInput
        label={t("Máy làm việc gì")}
        name="step-action"
        value={step.action}
        choices={(host.actions ?? []).map((each) => [each.key, each.label] as const)}
        onChange={(action) => {
          onChange({ action, action_settings: {} });
        }}
      />
      {settings.map(({ key, label }) => (
        <Setting
          key={key}
          step={step}
          name={key}
          label={label}
          onChange={(value) => {
            onChange({ action_settings: { ...step.action_settings, [key]: value } }, key);
          }}
        />
      ))}
      <p className="mcd-help">
        {t(
          "Nếu hỏng, máy thử lại vài lần rồi báo cho cán bộ kèm lý do, để thử tiếp hoặc chọn lối đi.",
        )}
      </p>
    </>
  );
}

interface SettingProps {
  step: Step;
  name: string;
  label: string;
  onChange: (value: string) => void;
}

/** A question of the form, a way out of the step, or words of the author's. */
function Setting({ step, name, label, onChange }: SettingProps): ReactNode {
  const fields = useFields();
  const value = step.action_settings[name] ?? "";
  if (name === "field") {
    const choices = fields.map((field) => [field.id, nameOf(field)] as const);
    return <SelectInput label={label} value={value} choices={choices} onChange={onChange} />;
  }
  if (name === "found" || name === "missing") {
    const choices = step.outcomes.map((each) => [each.id, pick(each.label)] as const);
    return <SelectInput label={label} value={value} choices={choices} onChange={onChange} />;
  }
  return (
    <TextInput
      label={label}
      value={value}
      onChange={onChange}
      {...(name === "text" ? { lines: 3 } : {})}
    />
  );
}

function Called({ step, onChange }: PartProps): ReactNode {
  const edit = useEdit();
  const editable = useEditable();
  const subs = useDesigner((state) => state.document.process.sub_processes);
  return (
    <>
      <SelectInput
        label={t("Chạy quy trình con nào")}
        value={step.sub}
        choices={subs.map((sub) => [sub.id, pick(sub.name)] as const)}
        onChange={(sub) => {
          onChange({ sub });
        }}
      />
      {editable && (
        <button
          type="button"
          className="button button-small button-secondary"
          data-new-sub
          onClick={() => {
            const made = blankSub(subs.length + 1, mainOutcome(step)?.id ?? "");
            edit([add("sub_process", made), update("step", step.id, { sub: made.id })], {
              words: t("Thêm quy trình con"),
            });
          }}
        >
          <Icon name="plus" /> {t("Quy trình con mới")}
        </button>
      )}
      <p className="mcd-help">{t("Các bước của quy trình con sửa ở cuối trang này.")}</p>
    </>
  );
}

/** With a first step that leads back to where it was called from. */
function blankSub(number: number, outcome: string): SubProcess {
  const step = blankStep(t("Bước {number}", { number: 1 }));
  step.outcomes.push(blankOutcome(t("Xong"), outcome === "" ? "" : `leave:${outcome}`));
  return { id: newId("sub"), name: { vi: t("Quy trình con {number}", { number }) }, steps: [step] };
}
