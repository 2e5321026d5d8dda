import type { ReactNode } from "react";
import { useClipboard } from "../form/clipboard.ts";
import { InfoTab } from "../info/InfoTab.tsx";
import { MapTab } from "../map/MapTab.tsx";
import { ProcessTab } from "../process/ProcessTab.tsx";
import { useDesigner } from "../store/hooks.ts";
import { WordsTab } from "../translate/WordsTab.tsx";
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

export function App(): ReactNode {
  const tab = useDesigner((state) => state.tab);
  useShortcuts();
  useClipboard();
  return (
    <div className="mcd">
      <Header />
      <Notices />
      <div role="tabpanel" id="mcd-panel" aria-labelledby={`mcd-tab-${tab}`} className="mcd-panel">
        {tab === "form" && <FormTab />}
        {tab === "map" && <MapTab />}
        {tab === "process" && <ProcessTab />}
        {tab === "info" && <InfoTab />}
        {tab === "words" && <WordsTab />}
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
