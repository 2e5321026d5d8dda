import type { ReactNode } from "react";
import type { Problem } from "../facts.ts";
import { t } from "../i18n.ts";
import { useDesigner, useDesk } from "../store/hooks.ts";
import { Dialog } from "./Dialog.tsx";
import { jumpTo } from "./jump.ts";

export function ProblemsDialog(): ReactNode {
  const { store } = useDesk();
  const isOpen = useDesigner((state) => state.dialog === "problems");
  const problems = useDesigner((state) => state.facts.problems);
  return (
    <Dialog
      title={t("Kiểm tra dịch vụ")}
      isOpen={isOpen}
      onClose={() => {
        store.set({ dialog: null });
      }}
    >
      {problems.length === 0 ? (
        <p>{t("Không có lỗi nào. Có thể gửi duyệt.")}</p>
      ) : (
        <ProblemList problems={problems} />
      )}
    </Dialog>
  );
}

/** Each problem with a button that leads to its place. */
export function ProblemList({ problems }: { problems: readonly Problem[] }): ReactNode {
  const { store } = useDesk();
  const errors = problems.filter((problem) => problem.severity === "error");
  const warnings = problems.filter((problem) => problem.severity === "warning");
  const parts: [string, readonly Problem[]][] = [
    [t("Phải sửa trước khi công bố"), errors],
    [t("Nên xem lại"), warnings],
  ];
  return parts
    .filter(([, list]) => list.length > 0)
    .map(([title, list]) => (
      <section key={title}>
        <h3>{title}</h3>
        <ul className="mcd-problems">
          {list.map((problem, index) => (
            <li key={`${problem.path}-${problem.code}-${index}`}>
              <span>{problem.message}</span>
              <button
                type="button"
                className="button button-small button-secondary"
                onClick={() => {
                  jumpTo(store, problem.path);
                }}
              >
                {t("Tới chỗ này")}
              </button>
            </li>
          ))}
        </ul>
      </section>
    ));
}
