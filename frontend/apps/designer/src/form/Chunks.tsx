import { memo, useEffect, useRef, useState, type ReactNode, type RefObject } from "react";

interface Props<T> {
  items: readonly T[];
  idOf: (item: T) => string;
  /** Usual height of one item in pixels, until it has been drawn. */
  estimate: number;
  size: number;
  /** The chunk with this item is always drawn, so that it can be focused and scrolled to. */
  keep: string;
  /** What scrolls; the window when left out. */
  scroller?: RefObject<HTMLElement | null>;
  children: (item: T) => ReactNode;
}

/** A long list of which only what is near the screen is drawn. */
export function Chunks<T>({
  items,
  idOf,
  estimate,
  size,
  keep,
  scroller,
  children,
}: Props<T>): ReactNode {
  if (items.length <= size * 2) {
    return items.map(children);
  }
  const chunks: ReactNode[] = [];
  for (let at = 0; at < items.length; at += size) {
    const some = items.slice(at, at + size);
    chunks.push(
      <Chunk
        key={at}
        height={some.length * estimate}
        isFirst={at === 0}
        mustShow={some.some((item) => idOf(item) === keep)}
        scroller={scroller}
        draw={() => some.map(children)}
      />,
    );
  }
  return chunks;
}

interface ChunkProps {
  height: number;
  isFirst: boolean;
  mustShow: boolean;
  scroller: RefObject<HTMLElement | null> | undefined;
  draw: () => ReactNode;
}

const MARGIN = "700px 0px";

const Chunk = memo(function Chunk({
  height,
  isFirst,
  mustShow,
  scroller,
  draw,
}: ChunkProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(isFirst);
  const [known, setKnown] = useState(height);
  useEffect(() => {
    const { current } = box;
    if (current === null) {
      return undefined;
    }
    const watch = new IntersectionObserver(
      (entries) => {
        const near = entries.at(-1)?.isIntersecting ?? false;
        if (!near && current.offsetHeight > 0) {
          setKnown(current.offsetHeight);
        }
        setNear(near);
      },
      { root: scroller?.current ?? null, rootMargin: MARGIN },
    );
    watch.observe(current);
    return () => {
      watch.disconnect();
    };
  }, [scroller]);
  const isShown = isNear || mustShow;
  return (
    <div ref={box} role="presentation" style={isShown ? undefined : { height: `${known}px` }}>
      {isShown && draw()}
    </div>
  );
});
