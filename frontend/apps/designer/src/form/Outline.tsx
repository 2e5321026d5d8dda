import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { useCommentCounts } from "../comments/hooks.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { indexOf } from "../model/index.ts";
import type { Line } from "../model/places.ts";
import { fold, pick, type Words } from "../model/text.ts";
import { problemsById, useDesigner, useDesk, useEditable } from "../store/hooks.ts";
import { nameOf, optionsOf } from "../words/rules.ts";
import { addPage, moveBy, removeChosen, selectLine } from "./actions.ts";
import { Chunks } from "./Chunks.tsx";
import { markAll, markOnly, markTo, toggleMark } from "./marking.ts";
import { OutlineRow } from "./OutlineRow.tsx";

/** Pages and questions as a tree that is walked with the arrow keys. */
export function Outline(): ReactNode {
  const lines = useDesigner((state) => indexOf(state.document).lines);
  const selectedId = useDesigner((state) => state.selectedId);
  const marked = useDesigner((state) => state.marked);
  const isMarking = useDesigner((state) => state.isMarking);
  const problems = useDesigner((state) => state.facts.problems);
  const editable = useEditable();
  const comments = useCommentCounts();
  const [query, setQuery] = useState("");
  const found = useMemo(() => matching(lines, query), [lines, query]);
  const pane = useRef<HTMLElement>(null);
  const tree = useRef<HTMLDivElement>(null);
  const takesFocus = useRef(false);
  const faulty = problemsById(problems);
  const chosen = useMemo(() => new Set(marked), [marked]);

  useEffect(() => {
    const row = tree.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(selectedId)}"]`);
    row?.scrollIntoView({ block: "nearest" });
    if (takesFocus.current) {
      takesFocus.current = false;
      row?.focus({ preventScroll: true });
    }
  }, [selectedId]);

  const onKeyDown = useKeys(found, takesFocus);

  function drawRow(line: Line): ReactNode {
    return (
      <OutlineRow
        key={line.id}
        id={line.id}
        level={line.level}
        index={line.index}
        count={line.count}
        type={line.field?.type ?? ""}
        name={lineLabel(line)}
        isConditional={(line.field ?? line.page).visible_if !== null}
        isSelected={line.id === selectedId}
        isMarked={chosen.has(line.id)}
        isMarking={isMarking && line.what === "field"}
        hasProblem={isOwn(faulty.get(line.id), line.id)}
        comments={comments.get(line.id) ?? 0}
        isEditable={editable}
      />
    );
  }

  return (
    <nav className="mcd-outline" aria-label={t("Mục lục tờ khai")} ref={pane}>
      <div className="mcd-pane-head">
        <h2 className="mcd-pane-title">{t("Mục lục")}</h2>
        {lines.length > 2 && editable && <MarkingToggle />}
      </div>
      <SearchBox
        query={query}
        count={found.length}
        onChange={setQuery}
        first={found[0]?.id ?? ""}
      />
      <div
        role="tree"
        aria-label={t("Trang và câu hỏi")}
        aria-multiselectable="true"
        ref={tree}
        onKeyDown={onKeyDown}
        className="mcd-tree"
      >
        <Chunks
          items={found}
          idOf={(line) => line.id}
          estimate={38}
          size={50}
          keep={selectedId}
          scroller={pane}
        >
          {drawRow}
        </Chunks>
      </div>
      {editable && <Foot />}
    </nav>
  );
}

/** Walking, choosing and removing with the keys alone. */
function useKeys(
  found: readonly Line[],
  takesFocus: RefObject<boolean>,
): (event: KeyboardEvent) => void {
  const { store } = useDesk();
  const editable = useEditable();
  function walk(event: KeyboardEvent): void {
    const at = found.findIndex((line) => line.id === store.state.selectedId);
    const target = targetOf(event, at, found.length);
    const line = target === null ? undefined : found[target];
    if (line === undefined) {
      actOn(event);
      return;
    }
    event.preventDefault();
    takesFocus.current = true;
    if (event.shiftKey) {
      markTo(store, line.id);
    } else {
      selectLine(store, line.id);
    }
  }

  function actOn(event: KeyboardEvent): void {
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === "Delete" && editable) {
      takesFocus.current = true;
      removeChosen(store);
    } else if (event.key === "Enter" || event.key === "F2") {
      store.set({ pane: "settings" });
      focusSettings();
    } else if (event.key === " ") {
      toggleMark(store, store.state.selectedId);
    } else if (isCommand && event.key.toLowerCase() === "a") {
      markAll(store);
    } else if (event.key === "Escape" && store.state.marked.length > 0) {
      markOnly(store, []);
    } else {
      return;
    }
    event.preventDefault();
  }

  return walk;
}

function isOwn(problems: readonly { path: string }[] | undefined, id: string): boolean {
  return problems?.some((problem) => problem.path.endsWith(id)) ?? false;
}

function lineLabel(line: Line): string {
  return line.field === null
    ? pick(line.page.title) || t("Trang chưa đặt tên")
    : nameOf(line.field);
}

/** Pages and questions whose words hold all that is sought; tone marks need not be typed. */
function matching(lines: readonly Line[], query: string): readonly Line[] {
  const wanted = fold(query);
  if (wanted === "") {
    return lines;
  }
  const hits = new Set<string>();
  for (const line of lines) {
    if (wordsOf(line).includes(wanted)) {
      hits.add(line.id);
      hits.add(line.page.id);
    }
  }
  return lines.filter((line) => hits.has(line.id));
}

const folded = new WeakMap<object, string>();

function wordsOf(line: Line): string {
  const part = line.field ?? line.page;
  let words = folded.get(part);
  if (words === undefined) {
    const texts: Words[] =
      line.field === null
        ? [line.page.title, line.page.intro]
        : [line.field.label, line.field.help];
    const options = line.field === null ? [] : optionsOf(line.field).map((each) => each.label);
    const body = line.field?.config["body"] as Words | undefined;
    words = fold(
      [
        ...texts.flatMap((each) => Object.values(each)),
        ...options,
        ...Object.values(body ?? {}),
        line.field?.key ?? "",
      ].join(" "),
    );
    folded.set(part, words);
  }
  return words;
}

interface SearchProps {
  query: string;
  count: number;
  first: string;
  onChange: (query: string) => void;
}

function SearchBox({ query, count, first, onChange }: SearchProps): ReactNode {
  const { store } = useDesk();
  return (
    <div className="mcd-search-box" role="search">
      <label className="w-sr-only" htmlFor="mcd-find">
        {t("Tìm trong tờ khai")}
      </label>
      <input
        id="mcd-find"
        type="search"
        value={query}
        placeholder={t("Tìm câu hỏi (Ctrl+F)")}
        autoComplete="off"
        onChange={(event) => {
          onChange(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            onChange("");
          } else if (event.key === "Enter" || event.key === "ArrowDown") {
            event.preventDefault();
            const rows = document.querySelectorAll<HTMLElement>(".mcd-tree .mcd-line--field");
            const id = rows[0]?.dataset["id"] ?? first;
            selectLine(store, id);
            document.querySelector<HTMLElement>(`.mcd-tree [data-id="${CSS.escape(id)}"]`)?.focus();
          }
        }}
      />
      <p className="mcd-help" role="status">
        {query.trim() === ""
          ? ""
          : count === 0
            ? t("Không có câu nào khớp.")
            : t("Còn {count} dòng khớp.", { count })}
      </p>
    </div>
  );
}

function MarkingToggle(): ReactNode {
  const { store } = useDesk();
  const isMarking = useDesigner((state) => state.isMarking);
  return (
    <button
      type="button"
      className="mcd-link"
      aria-pressed={isMarking}
      onClick={() => {
        store.set({ isMarking: !isMarking, marked: [] });
      }}
    >
      {isMarking ? t("Thôi chọn nhiều") : t("Chọn nhiều câu")}
    </button>
  );
}

function Foot(): ReactNode {
  const { store } = useDesk();
  return (
    <div className="mcd-outline-foot">
      <button
        type="button"
        className="button button-small button-secondary"
        data-add-page
        onClick={() => {
          addPage(store);
          focusSettings();
        }}
      >
        <Icon name="plus" /> {t("Thêm trang")}
      </button>
      <span className="mcd-mini-buttons">
        <button
          type="button"
          className="mcd-icon-button"
          title={t("Đưa lên (Alt+↑)")}
          aria-label={t("Đưa mục đang chọn lên")}
          onClick={() => {
            moveBy(store, -1);
          }}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          className="mcd-icon-button"
          title={t("Đưa xuống (Alt+↓)")}
          aria-label={t("Đưa mục đang chọn xuống")}
          onClick={() => {
            moveBy(store, 1);
          }}
        >
          <Icon name="down" />
        </button>
      </span>
    </div>
  );
}

/** The line an arrow key leads to; null for other keys. */
function targetOf(event: KeyboardEvent, at: number, count: number): number | null {
  if (event.altKey || event.ctrlKey || event.metaKey || count === 0) {
    return null;
  }
  switch (event.key) {
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** Put the cursor where the selected thing is named, once it is drawn. */
export function focusSettings(): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      const input =
        document.querySelector<HTMLElement>(
          "#mcd-settings [name=label], #mcd-settings [name=title]",
        ) ??
        document.querySelector<HTMLElement>(
          "#mcd-settings input, #mcd-settings textarea, #mcd-settings select",
        );
      input?.focus();
      if (input instanceof HTMLInputElement && input.type === "text") {
        input.select();
      }
    });
  });
}
