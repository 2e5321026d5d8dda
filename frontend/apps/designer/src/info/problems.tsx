import { useMemo, type ReactNode } from "react";
import { Icon } from "../inputs/icons.tsx";
import { useDesigner } from "../store/hooks.ts";

/** Problems whose path is exactly this place. */
export function ProblemsAt({ path }: { path: string }): ReactNode {
  const problems = useDesigner((state) => state.facts.problems);
  const here = useMemo(() => problems.filter((problem) => problem.path === path), [problems, path]);
  return here.map((problem) => (
    <p key={problem.code} className="mcd-problem-line">
      <Icon name="warning" /> {problem.message}
    </p>
  ));
}
