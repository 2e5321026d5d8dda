import { useMemo, useState, type ReactNode } from "react";
import type { SubProcess } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { WordsInput } from "../inputs/inputs.tsx";
import { remove, update } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { DeskContext, useDesigner, useDesk, useEdit, useEditable } from "../store/hooks.ts";
import { LeaveContext, useInnerDesk, WordsContext, type Lens } from "../store/inner.ts";
import { StepsEditor } from "./DrawScreen.tsx";

/** Parts of the way that are drawn once and gone through from several places. */
export function SubProcessList(): ReactNode {
  const subs = useDesigner((state) => state.document.process.sub_processes);
  const count = useDesigner((state) => state.document.process.steps.length);
  if (subs.length === 0) {
    return null;
  }
  return (
    <section className="mcd-subs">
      <h2>{t("Quy trình con")}</h2>
      {subs.map((sub, index) => (
        <WordsContext
          key={sub.id}
          value={subs.slice(0, index).reduce((sum, each) => sum + each.steps.length, count)}
        >
          <SubProcessEditor sub={sub} />
        </WordsContext>
      ))}
    </section>
  );
}

function SubProcessEditor({ sub }: { sub: SubProcess }): ReactNode {
  const { store } = useDesk();
  const edit = useEdit();
  const editable = useEditable();
  const [open, setOpen] = useState(false);
  const steps = useDesigner((state) => state.document.process.steps);
  const callers = steps.filter((step) => step.kind === "sub_process" && step.sub === sub.id);
  const name = pick(sub.name);
  return (
    <details
      className="mcd-sub"
      data-place={`process/${sub.id}`}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        {t("{name}: {count} bước", { name, count: sub.steps.length })}{" "}
        <small>
          {callers.length === 0
            ? t("(chưa bước nào gọi)")
            : t("(gọi từ: {names})", {
                names: callers.map((step) => pick(step.name)).join("; "),
              })}
        </small>
      </summary>
      {open && (
        <>
          <WordsInput
            label={t("Tên quy trình con")}
            value={sub.name}
            onChange={(words) => {
              edit([update("sub_process", sub.id, { name: words })], {
                words: t("Đổi tên quy trình con"),
                key: `${sub.id}.name`,
              });
            }}
          />
          <InnerSteps sub={sub} callers={callers} />
          {editable && callers.length === 0 && (
            <button
              type="button"
              className="button button-small no"
              onClick={() => {
                if (
                  edit([remove("sub_process", sub.id)], {
                    words: t("Xóa quy trình con “{name}”", { name }),
                  })
                ) {
                  store.say(t("Đã xóa “{name}”.", { name }), { canUndo: true });
                }
              }}
            >
              <Icon name="trash" /> {t("Xóa quy trình con này")}
            </button>
          )}
        </>
      )}
    </details>
  );
}

type Callers = readonly { outcomes: readonly { id: string; label: Record<string, string> }[] }[];

function InnerSteps({ sub, callers }: { sub: SubProcess; callers: Callers }): ReactNode {
  const lens = useMemo((): Lens => subLens(sub.id), [sub.id]);
  const desk = useInnerDesk(lens);
  const leaves = useMemo(() => {
    const found = callers.flatMap((step) =>
      step.outcomes.map(
        (outcome) =>
          [
            `leave:${outcome.id}`,
            t("Ra khỏi quy trình con: “{label}”", { label: pick(outcome.label) }),
          ] as const,
      ),
    );
    return found.length > 0 ? found : NOWHERE;
  }, [callers]);
  return (
    <DeskContext value={desk}>
      <LeaveContext value={leaves}>
        <StepsEditor />
      </LeaveContext>
    </DeskContext>
  );
}

/** Nothing calls it yet, so nothing can be left to; told by a choice that leads nowhere. */
const NOWHERE = [["", ""]] as const;

function subLens(id: string): Lens {
  return {
    key: id,
    get: (document) => {
      const sub = document.process.sub_processes.find((each) => each.id === id);
      return sub === undefined
        ? null
        : { ...document, process: { steps: sub.steps, sub_processes: [] } };
    },
    put: (inner) => [update("sub_process", id, { steps: inner.process.steps })],
  };
}
