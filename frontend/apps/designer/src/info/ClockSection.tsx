import type { ReactNode } from "react";
import type { Clock } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { CheckInput, NumberInput, Row, SelectInput, WordsInput } from "../inputs/inputs.tsx";
import { updateWhole } from "../model/operations.ts";
import { useDesigner, useEdit, useEditable } from "../store/hooks.ts";
import { ProblemsAt } from "./problems.tsx";

const UNITS = [
  ["working_hours", "giờ làm việc"],
  ["working_days", "ngày làm việc"],
  ["same_day", "trong ngày"],
  ["calendar_days", "ngày"],
  ["hours", "giờ"],
  ["months", "tháng"],
] as const;

export function ClockSection(): ReactNode {
  const edit = useEdit();
  const editable = useEditable();
  const clock = useDesigner((state) => state.document.clock);
  const units = UNITS.map(([key, label]) => [key, t(label)] as const);
  function change(set: Partial<Clock>, key?: string): void {
    const words = t("Sửa thời hạn giải quyết");
    edit(
      [updateWhole("clock", set)],
      key === undefined ? { words } : { words, key: `clock.${key}` },
    );
  }
  return (
    <>
      <ProblemsAt path="clock/amount" />
      <ProblemsAt path="clock/online_amount" />
      <ProblemsAt path="clock/extended_amount" />
      <div className="mcd-grid" data-place="clock/amount">
        {clock.unit !== "same_day" && (
          <NumberInput
            label={t("Thời hạn")}
            value={clock.amount}
            min={0}
            max={1000}
            onChange={(amount) => {
              change({ amount: amount ?? 0 }, "amount");
            }}
          />
        )}
        <SelectInput
          label={t("Tính bằng")}
          value={clock.unit}
          choices={units}
          onChange={(unit) => {
            change({ unit: unit as Clock["unit"] });
          }}
        />
        {clock.unit === "same_day" && (
          <Row id="mcd-cutoff" label={t("Nhận sau giờ này thì trả hôm sau")}>
            <input
              id="mcd-cutoff"
              type="time"
              disabled={!editable}
              value={clock.cut_off}
              onChange={(event) => {
                if (event.target.value !== "") {
                  change({ cut_off: event.target.value }, "cut_off");
                }
              }}
            />
          </Row>
        )}
      </div>
      <CheckInput
        label={t("Hồ sơ trực tuyến có thời hạn riêng")}
        value={clock.online_unit !== null}
        onChange={(on) => {
          change(
            on
              ? { online_unit: clock.unit, online_amount: clock.amount }
              : { online_unit: null, online_amount: null },
          );
        }}
      />
      {clock.online_unit !== null && (
        <div className="mcd-grid" data-place="clock/online_amount">
          <NumberInput
            label={t("Thời hạn trực tuyến")}
            value={clock.online_amount}
            min={0}
            max={1000}
            onChange={(amount) => {
              change({ online_amount: amount }, "online_amount");
            }}
          />
          <SelectInput
            label={t("Tính bằng")}
            value={clock.online_unit}
            choices={units}
            onChange={(unit) => {
              change({ online_unit: unit as Clock["unit"] });
            }}
          />
        </div>
      )}
      <Supplement clock={clock} onChange={change} />
    </>
  );
}

interface SupplementProps {
  clock: Clock;
  onChange: (set: Partial<Clock>, key?: string) => void;
}

function Supplement({ clock, onChange: change }: SupplementProps): ReactNode {
  return (
    <>
      <div className="mcd-grid">
        <NumberInput
          label={t("Người dân có bao nhiêu ngày làm việc để bổ sung")}
          value={clock.supplement_working_days}
          min={1}
          max={365}
          onChange={(days) => {
            if (days !== null) {
              change({ supplement_working_days: days }, "supplement_working_days");
            }
          }}
        />
        <SelectInput
          label={t("Khi hết hạn mà người dân chưa bổ sung")}
          value={clock.supplement_expiry}
          choices={[
            ["wait", t("Hồ sơ chờ cán bộ quyết định")],
            ["end", t("Hồ sơ tự dừng, có báo cho người dân")],
          ]}
          onChange={(expiry) => {
            change({ supplement_expiry: expiry as Clock["supplement_expiry"] });
          }}
        />
        <NumberInput
          label={t("Nhắc người dân trước bao nhiêu ngày làm việc (0 là không nhắc)")}
          value={clock.supplement_reminder_days}
          min={0}
          max={60}
          onChange={(days) => {
            if (days !== null) {
              change({ supplement_reminder_days: days }, "supplement_reminder_days");
            }
          }}
        />
        <SelectInput
          label={t("Khi người dân bổ sung xong")}
          value={clock.supplement_mode}
          choices={[
            ["pause", t("Tính tiếp thời hạn còn lại")],
            ["recount", t("Tính lại từ đầu")],
          ]}
          onChange={(mode) => {
            change({ supplement_mode: mode as Clock["supplement_mode"] });
          }}
        />
        <NumberInput
          label={t("Tối đa khi phải xác minh (0 là không có)")}
          value={clock.extended_amount}
          min={0}
          max={1000}
          onChange={(amount) => {
            change({ extended_amount: amount ?? 0 }, "extended_amount");
          }}
        />
      </div>
      <WordsInput
        label={t("Ghi chú về thời hạn")}
        value={clock.note}
        onChange={(note) => {
          change({ note }, "note");
        }}
      />
    </>
  );
}
