import { useContext, type KeyboardEvent, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { LeaveContext } from "../store/inner.ts";
import { useDesigner, useDesk, useEditable } from "../store/hooks.ts";
import type { Store } from "../store/store.ts";
import { addStep, duplicateStep, removeStep, selectStep, shiftStep, stepsOf } from "./edits.ts";
import { AddMenu } from "./AddMenu.tsx";
import { Picture } from "./Picture.tsx";
import { StarterChoice } from "./StarterChoice.tsx";
import { StepPanel } from "./StepPanel.tsx";
import { StepTable } from "./StepTable.tsx";
import { SubProcessList } from "./SubProcessList.tsx";
import { TimeBar } from "./TimeBar.tsx";

/** Picture, table and the selected step: three views of the same steps. */
export function DrawScreen(): ReactNode {
  const problems = useDesigner((state) => state.facts.problems);
  const isEmpty = useDesigner((state) => state.document.process.steps.length === 0);
  return (
    <>
      <h2 className="w-sr-only">{t("Các bước giải quyết hồ sơ")}</h2>
      {problems
        .filter((problem) => problem.path === "process")
        .map((problem) => (
          <p key={problem.code} className="mcd-problem-line">
            <Icon name="warning" /> {problem.message}
          </p>
        ))}
      {isEmpty ? (
        <StarterChoice />
      ) : (
        <>
          <TimeBar />
          <StepsEditor />
          <SubProcessList />
        </>
      )}
    </>
  );
}

/** Also edits the steps of a sub-process: whatever the store around it holds. */
export function StepsEditor(): ReactNode {
  const { store } = useDesk();
  const editable = useEditable();
  const steps = useDesigner((state) => state.document.process.steps);
  const stepId = useDesigner((state) => state.stepId);
  const isInner = useContext(LeaveContext).length > 0;
  const step = steps.find((each) => each.id === stepId) ?? steps[0];
  const index = step === undefined ? -1 : steps.indexOf(step);
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (editable && actOn(store, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }
  return (
    <div className="mcd-steps-editor" onKeyDown={onKeyDown}>
      <Picture
        steps={steps}
        selected={step?.id ?? ""}
        onSelect={(id) => {
          selectStep(store, id);
        }}
        onOpen={openPanel}
      />
      <div className="mcd-steps-both">
        <div className="mcd-steps-list">
          <StepTable steps={steps} selected={step?.id ?? ""} onOpen={openPanel} />
          {editable && <AddMenu step={step} index={index} isInner={isInner} />}
          <p className="mcd-help mcd-steps-keys">
            <kbd>↑ ↓</kbd> {t("chọn bước")} · <kbd>Enter</kbd> {t("sửa")} · <kbd>Alt+N</kbd>{" "}
            {t("thêm")} · <kbd>Alt+↑ ↓</kbd> {t("đổi chỗ")} · <kbd>Alt+S</kbd> {t("nhân đôi")} ·{" "}
            <kbd>Delete</kbd> {t("xóa")} · <kbd>Esc</kbd> {t("về bảng")}
          </p>
        </div>
        {step !== undefined && <StepPanel key={step.id} step={step} index={index} />}
      </div>
    </div>
  );
}

export function openPanel(id: string): void {
  focusSoon(`[data-panel="${CSS.escape(id)}"] input`);
}

/** The button that changed the kind is gone with the list it stood in. */
export function focusKind(id: string): void {
  focusSoon(`[data-panel="${CSS.escape(id)}"] [data-rekind]`);
}

function focusSoon(selector: string): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(selector)?.focus();
    });
  });
}

export function focusRow(id: string): void {
  focusSoon(`[data-row="${CSS.escape(id)}"]`);
}

/** Keys for steps: with Alt anywhere in the editor, Delete where nobody types. */
function actOn(store: Store, event: KeyboardEvent<HTMLElement>): boolean {
  const steps = stepsOf(store);
  const step = steps.find((each) => each.id === store.state.stepId) ?? steps[0];
  const { target } = event;
  const isInList = target instanceof Element && target.matches("[data-row], [data-step]");
  if (event.altKey && event.code === "KeyN") {
    openPanel(addStep(store, step, "review"));
    return true;
  }
  if (step === undefined) return false;
  if (event.key === "Escape" && !isInList) {
    focusRow(step.id);
    return true;
  }
  if (event.altKey && event.code === "KeyS") {
    duplicateStep(store, step);
    focusRow(store.state.stepId);
    return true;
  }
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    shiftStep(store, step, event.key === "ArrowUp" ? -1 : 1);
    if (isInList) focusRow(step.id);
    return true;
  }
  if (event.key === "Delete" && isInList) {
    removeStep(store, step);
    focusRow(store.state.stepId);
    return true;
  }
  return false;
}
