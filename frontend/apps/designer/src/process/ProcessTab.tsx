import { lazy, Suspense, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { EnglishToggle } from "../inputs/inputs.tsx";
import { useDesigner, useDesk } from "../store/hooks.ts";
import type { ProcessView } from "../store/state.ts";
import { DrawScreen } from "./DrawScreen.tsx";

// Drawing comes first; what is asked for more rarely is fetched when it is.
const PlayScreen = lazy(async () => ({
  default: (await import("./play/PlayScreen.tsx")).PlayScreen,
}));
const SimulationScreen = lazy(async () => ({
  default: (await import("./simulation/SimulationScreen.tsx")).SimulationScreen,
}));
const BpmnScreen = lazy(async () => ({
  default: (await import("./bpmn/BpmnScreen.tsx")).BpmnScreen,
}));

/** The process: drawn, gone through by hand, run with a year of dossiers, exchanged as BPMN. */
export function ProcessTab(): ReactNode {
  const { store } = useDesk();
  const view = useDesigner((state) => state.processView);
  const views: [ProcessView, string][] = [
    ["draw", t("Các bước")],
    ["play", t("Đi thử một hồ sơ")],
    ["simulate", t("Chạy thử cả năm")],
    ["bpmn", t("Tệp BPMN")],
  ];
  return (
    <div className="mcd-sheet mcd-process" data-place="process" tabIndex={-1}>
      <div className="mcd-pane-head">
        <div className="mcd-switch" role="group" aria-label={t("Xem quy trình")}>
          {views.map(([key, label]) => (
            <button
              key={key}
              type="button"
              aria-pressed={view === key}
              data-process-view={key}
              onClick={() => {
                store.set({ processView: key });
              }}
            >
              {label}
            </button>
          ))}
        </div>
        {view === "draw" && <EnglishToggle />}
      </div>
      <Suspense fallback={<p>{t("Đang mở…")}</p>}>
        {view === "draw" && <DrawScreen />}
        {view === "play" && <PlayScreen />}
        {view === "simulate" && <SimulationScreen />}
        {view === "bpmn" && <BpmnScreen />}
      </Suspense>
    </div>
  );
}
