import type { ReactNode } from "react";
import { Canvas } from "../form/Canvas.tsx";
import { Outline } from "../form/Outline.tsx";
import { Settings } from "../form/Settings.tsx";
import { t } from "../i18n.ts";
import { useDesigner, useDesk } from "../store/hooks.ts";
import type { Pane, View } from "../store/state.ts";
import { Preview } from "./Preview.tsx";

/** Outline, page, settings side by side; on a narrow screen one at a time. */
export function FormTab(): ReactNode {
  const view = useDesigner((state) => state.view);
  const pane = useDesigner((state) => state.pane);
  return (
    <>
      <PaneSwitch />
      <div className="mcd-panes" data-pane={pane}>
        <Outline />
        <div className="mcd-canvas">
          <ViewSwitch />
          {view === "edit" ? <Canvas /> : <Preview />}
        </div>
        <Settings />
      </div>
      <KeyLine />
    </>
  );
}

/** The keys used most, always in sight. */
function KeyLine(): ReactNode {
  const { store } = useDesk();
  const keys: [string, string][] = [
    ["Alt+N", t("thêm câu hỏi")],
    ["Alt+↑ ↓", t("đổi chỗ")],
    ["Ctrl+Z", t("hoàn tác")],
    ["Ctrl+F", t("tìm")],
    ["F8", t("lỗi kế tiếp")],
  ];
  return (
    <p className="mcd-key-line">
      {keys.map(([key, words]) => (
        <span key={key}>
          <kbd>{key}</kbd> {words}
        </span>
      ))}
      <button
        type="button"
        className="mcd-link"
        onClick={() => {
          store.set({ dialog: "help" });
        }}
      >
        {t("Mọi phím tắt (?)")}
      </button>
    </p>
  );
}

function ViewSwitch(): ReactNode {
  const { store } = useDesk();
  const view = useDesigner((state) => state.view);
  const views: [View, string][] = [
    ["edit", t("Soạn")],
    ["preview", t("Xem thử")],
  ];
  return (
    <div className="mcd-switch" role="group" aria-label={t("Cách xem")}>
      {views.map(([key, label]) => (
        <button
          key={key}
          type="button"
          aria-pressed={view === key}
          onClick={() => {
            store.set({ view: key });
          }}
          {...(key === "preview" ? { title: "Alt+X" } : {})}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function PaneSwitch(): ReactNode {
  const { store } = useDesk();
  const pane = useDesigner((state) => state.pane);
  const panes: [Pane, string][] = [
    ["outline", t("Mục lục")],
    ["canvas", t("Trang")],
    ["settings", t("Thiết lập")],
  ];
  return (
    <div className="mcd-switch mcd-pane-switch" role="group" aria-label={t("Phần đang mở")}>
      {panes.map(([key, label]) => (
        <button
          key={key}
          type="button"
          aria-pressed={pane === key}
          onClick={() => {
            store.set({ pane: key });
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
