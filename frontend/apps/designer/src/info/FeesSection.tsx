import type { ReactNode } from "react";
import { AmountEditor } from "../rules/AmountEditor.tsx";
import { ConditionEditor } from "../rules/ConditionEditor.tsx";
import type { FeeRule, Waiver } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { NumberInput, Row, SelectInput, TextInput, WordsInput } from "../inputs/inputs.tsx";
import { blankFee, blankWaiver } from "../model/blank.ts";
import { update } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { useDesigner, useEdit, useEditable, useFields } from "../store/hooks.ts";
import { nameOf } from "../words/rules.ts";
import { ListSection } from "./ListSection.tsx";

const MOST = 1_000_000_000_000;

export function FeesSection(): ReactNode {
  const fees = useDesigner((state) => state.document.fees);
  return (
    <ListSection
      what="fee"
      path="fees"
      items={fees}
      noun={t("khoản phí")}
      nameOf={(fee) => pick(fee.name)}
      blank={blankFee}
      empty={t("Chưa có khoản nào: dịch vụ này không thu phí.")}
    >
      {(fee) => <FeeFields fee={fee} />}
    </ListSection>
  );
}

function FeeFields({ fee }: { fee: FeeRule }): ReactNode {
  const edit = useEdit();
  const numbers = useFields().filter((field) => field.type === "number");
  function change(set: Partial<FeeRule>, key?: string): void {
    const words = t("Sửa khoản phí “{name}”", { name: pick(fee.name) });
    edit(
      [update("fee", fee.id, set)],
      key === undefined ? { words } : { words, key: `${fee.id}.${key}` },
    );
  }
  return (
    <>
      <WordsInput
        label={t("Tên khoản thu")}
        value={fee.name}
        onChange={(name) => {
          change({ name }, "name");
        }}
      />
      <div className="mcd-grid">
        <SelectInput
          label={t("Loại")}
          value={fee.kind}
          choices={[
            ["le_phi", t("Lệ phí")],
            ["phi", t("Phí")],
          ]}
          onChange={(kind) => {
            change({ kind: kind as FeeRule["kind"] });
          }}
        />
        <NumberInput
          label={t("Mức thu")}
          suffix={t("đồng")}
          value={fee.unit_minor}
          min={0}
          max={MOST}
          onChange={(unit) => {
            change({ unit_minor: unit ?? 0 }, "unit_minor");
          }}
        />
        <NumberInput
          label={t("Mức thu khi nộp trực tuyến, nếu khác")}
          suffix={t("đồng")}
          value={fee.online_unit_minor}
          min={0}
          max={MOST}
          onChange={(unit) => {
            change({ online_unit_minor: unit }, "online_unit_minor");
          }}
        />
        <SelectInput
          label={t("Nhân với")}
          value={fee.quantity_field ?? ""}
          choices={[
            ["", t("Không nhân")],
            ...numbers.map((field) => [field.id, nameOf(field)] as const),
          ]}
          onChange={(id) => {
            change({ quantity_field: id || null });
          }}
        />
        <SelectInput
          label={t("Thu khi nào")}
          value={fee.when}
          choices={[
            ["before", t("Trước khi nộp hồ sơ")],
            ["after", t("Sau khi tiếp nhận")],
            ["counter", t("Tại quầy, lúc trả kết quả")],
          ]}
          onChange={(when) => {
            change({ when: when as FeeRule["when"] });
          }}
        />
        <TextInput
          label={t("Căn cứ")}
          maxLength={200}
          value={fee.legal_basis}
          onChange={(basis) => {
            change({ legal_basis: basis }, "legal_basis");
          }}
        />
      </div>
      <FeeRules fee={fee} onChange={change} />
      <h4>{t("Miễn, giảm")}</h4>
      <ListSection
        what="waiver"
        path={`fees/${fee.id}`}
        parent={fee.id}
        items={fee.waivers}
        noun={t("mức miễn giảm")}
        nameOf={(waiver) => pick(waiver.reason)}
        blank={blankWaiver}
      >
        {(waiver) => <WaiverFields waiver={waiver} feeId={fee.id} />}
      </ListSection>
    </>
  );
}

interface FeeRulesProps {
  fee: FeeRule;
  onChange: (set: Partial<FeeRule>, key: string) => void;
}

function FeeRules({ fee, onChange }: FeeRulesProps): ReactNode {
  return (
    <>
      <AmountEditor
        rule={fee.calculate}
        onChange={(rule) => {
          onChange({ calculate: rule }, "calculate");
        }}
      />
      <ConditionEditor
        title={t("Khi nào thu khoản này")}
        always={t("Mọi trường hợp")}
        begin={t("Chỉ khi…")}
        rule={fee.condition}
        excluded={[]}
        onChange={(rule) => {
          onChange({ condition: rule }, "condition");
        }}
      />
    </>
  );
}

function WaiverFields({ waiver, feeId }: { waiver: Waiver; feeId: string }): ReactNode {
  const edit = useEdit();
  const disabled = !useEditable();
  function change(set: Partial<Waiver>, key?: string): void {
    const words = t("Sửa mức miễn giảm");
    edit(
      [update("waiver", waiver.id, set, feeId)],
      key === undefined ? { words } : { words, key: `${waiver.id}.${key}` },
    );
  }
  const dates = [
    ["from_date", t("Từ ngày")],
    ["until_date", t("Đến hết ngày")],
  ] as const;
  return (
    <>
      <WordsInput
        label={t("Lý do miễn giảm")}
        value={waiver.reason}
        onChange={(reason) => {
          change({ reason }, "reason");
        }}
      />
      <div className="mcd-grid">
        <NumberInput
          label={t("Giảm bao nhiêu phần trăm")}
          suffix="%"
          value={waiver.percent}
          min={1}
          max={100}
          onChange={(percent) => {
            if (percent !== null) {
              change({ percent }, "percent");
            }
          }}
        />
        {dates.map(([key, label]) => (
          <Row key={key} id={`${waiver.id}-${key}`} label={label}>
            <input
              id={`${waiver.id}-${key}`}
              type="date"
              disabled={disabled}
              value={waiver[key] ?? ""}
              onChange={(event) => {
                change({ [key]: event.target.value || null });
              }}
            />
          </Row>
        ))}
        <TextInput
          label={t("Căn cứ")}
          maxLength={200}
          value={waiver.legal_basis}
          onChange={(basis) => {
            change({ legal_basis: basis }, "legal_basis");
          }}
        />
      </div>
      <ConditionEditor
        title={t("Ai được miễn giảm")}
        always={t("Mọi người")}
        begin={t("Chỉ khi…")}
        rule={waiver.condition}
        excluded={[]}
        onChange={(rule) => {
          change({ condition: rule }, "condition");
        }}
      />
    </>
  );
}
