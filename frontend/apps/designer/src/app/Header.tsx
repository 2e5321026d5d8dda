import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { pick } from "../model/text.ts";
import { useDesigner, useDesk, useEditable } from "../store/hooks.ts";
import type { Tab } from "../store/state.ts";
import { SaveState } from "./SaveState.tsx";

export function Header(): ReactNode {
  const name = useDesigner((state) => pick(state.document.service.name));
  const liveNumber = useDesigner((state) => state.facts.live_number);
  const changed = useDesigner((state) => state.facts.has_unpublished_changes);
  const live =
    liveNumber === null
      ? t("Chưa công bố")
      : t("Đang chạy bản số {number}", { number: liveNumber });
  return (
    <header className="mcd-header">
      <div className="mcd-title">
        <p className="mcd-service">{name || t("Dịch vụ chưa đặt tên")}</p>
        <p className="mcd-state">
          {live}
          {liveNumber !== null && changed && ` · ${t("có thay đổi chưa công bố")}`}
        </p>
      </div>
      <Tabs />
      <div className="mcd-tools">
        <SaveState />
        <Tools />
      </div>
    </header>
  );
}

function Tools(): ReactNode {
  const { store, saver } = useDesk();
  const editable = useEditable();
  const canUndo = useDesigner((state) => state.facts.can_undo || state.pending.length > 0);
  const canRedo = useDesigner((state) => state.facts.can_redo && state.pending.length === 0);
  const errors = useDesigner(
    (state) => state.facts.problems.filter((each) => each.severity === "error").length,
  );
  const warnings = useDesigner((state) => state.facts.problems.length) - errors;
  return (
    <>
      <button
        type="button"
        className="mcd-tool"
        disabled={!editable || !canUndo}
        title="Ctrl+Z"
        onClick={() => void saver.replay("undo")}
      >
        <Icon name="undo" /> {t("Hoàn tác")}
      </button>
      <button
        type="button"
        className="mcd-tool"
        disabled={!editable || !canRedo}
        title="Ctrl+Shift+Z"
        onClick={() => void saver.replay("redo")}
      >
        <Icon name="redo" /> {t("Làm lại")}
      </button>
      <button
        type="button"
        className={errors > 0 ? "mcd-tool mcd-tool--problem" : "mcd-tool"}
        onClick={() => {
          store.set({ dialog: "problems" });
        }}
      >
        <Icon name={errors > 0 ? "warning" : "check"} />
        {errors > 0
          ? t("{count} lỗi cần sửa", { count: errors })
          : warnings > 0
            ? t("{count} lời nhắc", { count: warnings })
            : t("Không có lỗi")}
      </button>
      <button
        type="button"
        className="mcd-tool"
        title="?"
        onClick={() => {
          store.set({ dialog: "help" });
        }}
      >
        {t("Trợ giúp (?)")}
      </button>
      {editable && (
        <button
          type="button"
          className="button"
          onClick={() => {
            store.set({ dialog: "publish", refusal: [] });
          }}
        >
          {t("Gửi duyệt")}
        </button>
      )}
    </>
  );
}

function Tabs(): ReactNode {
  const { store } = useDesk();
  const tab = useDesigner((state) => state.tab);
  const list = useRef<HTMLDivElement>(null);
  const tabs: [Tab, string][] = [
    ["form", t("Tờ khai")],
    ["process", t("Quy trình")],
    ["info", t("Thông tin")],
  ];
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const at = tabs.findIndex(([key]) => key === tab);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (step !== 0 && next !== undefined) {
      event.preventDefault();
      store.set({ tab: next[0] });
      list.current?.querySelector<HTMLElement>(`#mcd-tab-${next[0]}`)?.focus();
    }
  }
  return (
    <div
      role="tablist"
      className="mcd-tabs"
      ref={list}
      aria-label={t("Các phần của dịch vụ")}
      onKeyDown={onKeyDown}
    >
      {tabs.map(([key, label]) => (
        <button
          key={key}
          type="button"
          role="tab"
          id={`mcd-tab-${key}`}
          aria-controls="mcd-panel"
          aria-selected={tab === key}
          tabIndex={tab === key ? 0 : -1}
          onClick={() => {
            store.set({ tab: key });
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
