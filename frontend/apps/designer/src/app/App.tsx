import { lazy, Suspense, type ReactNode } from "react";
import { useClipboard } from "../form/clipboard.ts";
import { t } from "../i18n.ts";
import { useDesigner } from "../store/hooks.ts";
import { ConflictDialog } from "./ConflictDialog.tsx";
import { FormTab } from "./FormTab.tsx";
import { Header } from "./Header.tsx";
import { HelpDialog } from "./HelpDialog.tsx";
import { Notices } from "./Notices.tsx";
import { PasteDialog } from "./PasteDialog.tsx";
import { ProblemsPanel } from "../problems/ProblemsPanel.tsx";
import { PublishDialog } from "./PublishDialog.tsx";
import { ToastBar } from "./ToastBar.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { WithdrawDialog } from "./WithdrawDialog.tsx";

// The form opens first; what stands behind the other tabs is fetched when it is asked for.
const InfoTab = lazy(async () => ({ default: (await import("../info/InfoTab.tsx")).InfoTab }));
const MapTab = lazy(async () => ({ default: (await import("../map/MapTab.tsx")).MapTab }));
const ProcessTab = lazy(async () => ({
  default: (await import("../process/ProcessTab.tsx")).ProcessTab,
}));
const WordsTab = lazy(async () => ({
  default: (await import("../translate/WordsTab.tsx")).WordsTab,
}));

export function App(): ReactNode {
  const tab = useDesigner((state) => state.tab);
  useShortcuts();
  useClipboard();
  return (
    <div className="mcd">
      <Header />
      <Notices />
      <div role="tabpanel" id="mcd-panel" aria-labelledby={`mcd-tab-${tab}`} className="mcd-panel">
        <Suspense fallback={<p className="mcd-sheet">{t("Đang mở…")}</p>}>
          {tab === "form" && <FormTab />}
          {tab === "map" && <MapTab />}
          {tab === "process" && <ProcessTab />}
          {tab === "info" && <InfoTab />}
          {tab === "words" && <WordsTab />}
        </Suspense>
      </div>
      <ProblemsPanel />
      <ToastBar />
      <HelpDialog />
      <PasteDialog />
      <PublishDialog />
      <WithdrawDialog />
      <ConflictDialog />
    </div>
  );
}
