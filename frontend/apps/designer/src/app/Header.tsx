import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { selectLine } from "../form/actions.ts";
import { Icon } from "../inputs/icons.tsx";
import { useMissingCount } from "../translate/hooks.ts";
import { tabsOf } from "./shortcuts.ts";
import { useDesigner, useDesk, useEditable } from "../store/hooks.ts";
import type { Tab } from "../store/state.ts";
import { SaveState } from "./SaveState.tsx";

export function Header(): ReactNode {
  const header = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = header;
    if (current === null) {
      return undefined;
    }
    // What sticks below the header must know how many lines it takes.
    const watch = new ResizeObserver(() => {
      current.parentElement?.style.setProperty("--mcd-head", `${current.offsetHeight}px`);
    });
    watch.observe(current);
    return () => {
      watch.disconnect();
    };
  }, []);
  return (
    <header className="mcd-header" ref={header}>
      <Tabs />
      <div className="mcd-tools">
        <div className="mcd-states">
          <SaveState />
          <LiveState />
          <Colleagues />
        </div>
        <Tools />
      </div>
    </header>
  );
}

function LiveState(): ReactNode {
  const number = useDesigner((state) => state.facts.live_number);
  const changed = useDesigner((state) => state.facts.has_unpublished_changes);
  if (number === null) {
    return <p className="mcd-state">{t("Chưa công bố")}</p>;
  }
  const live = t("Đang chạy bản số {number}", { number });
  return (
    <p className="mcd-state">{changed ? t("{live}, có thay đổi chưa công bố", { live }) : live}</p>
  );
}

/** Who else has this service open, and where. */
function Colleagues(): ReactNode {
  const { store } = useDesk();
  const colleagues = useDesigner((state) => state.colleagues);
  return colleagues.map((each, index) => (
    <button
      key={`${index}-${each.name}`}
      type="button"
      className="mcd-link mcd-colleague"
      title={t("Tới chỗ người này đang xem")}
      onClick={() => {
        selectLine(store, each.place);
        store.set({ tab: "form" });
      }}
    >
      {t("{name} cũng đang mở", { name: each.name })}
    </button>
  ));
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
  const showsProblems = useDesigner((state) => state.showsProblems);
  const isChecked = useDesigner((state) => state.facts.is_checked);
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
          store.set({ showsProblems: !store.state.showsProblems });
        }}
        title="Alt+L"
        aria-expanded={showsProblems}
      >
        <Icon name={errors > 0 ? "warning" : "check"} />
        {!isChecked
          ? t("Đang kiểm tra…")
          : errors > 0
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
        {t("Trợ giúp")}
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
  const desk = useDesk();
  const { store } = desk;
  const tab = useDesigner((state) => state.tab);
  const list = useRef<HTMLDivElement>(null);
  const missing = useMissingCount();
  const labels: Readonly<Record<Tab, string>> = {
    form: desk.host.tabs === undefined ? t("Tờ khai") : t("Câu hỏi"),
    map: t("Sơ đồ"),
    process: t("Quy trình"),
    info: t("Thông tin"),
    words: missing === 0 ? t("Bản dịch") : t("Bản dịch (thiếu {count})", { count: missing }),
  };
  const keys = tabsOf(desk);
  const tabs = keys.map((key) => [key, labels[key]] as const);
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
      aria-label={t("Các phần đang soạn")}
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
          title={`Alt+${keys.indexOf(key) + 1}`}
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
