import type { ReactNode } from "react";
import { InfoTab } from "../info/InfoTab.tsx";
import { ProcessTab } from "../process/ProcessTab.tsx";
import { useDesigner } from "../store/hooks.ts";
import { ConflictDialog } from "./ConflictDialog.tsx";
import { FormTab } from "./FormTab.tsx";
import { Header } from "./Header.tsx";
import { HelpDialog } from "./HelpDialog.tsx";
import { Notices } from "./Notices.tsx";
import { ProblemsDialog } from "./ProblemsDialog.tsx";
import { PublishDialog } from "./PublishDialog.tsx";
import { ToastBar } from "./ToastBar.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { WithdrawDialog } from "./WithdrawDialog.tsx";

export function App(): ReactNode {
  const tab = useDesigner((state) => state.tab);
  useShortcuts();
  return (
    <div className="mcd">
      <Header />
      <Notices />
      <div role="tabpanel" id="mcd-panel" aria-labelledby={`mcd-tab-${tab}`} className="mcd-panel">
        {tab === "form" && <FormTab />}
        {tab === "process" && <ProcessTab />}
        {tab === "info" && <InfoTab />}
      </div>
      <ToastBar />
      <HelpDialog />
      <ProblemsDialog />
      <PublishDialog />
      <WithdrawDialog />
      <ConflictDialog />
    </div>
  );
}
