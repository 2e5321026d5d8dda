import { useEffect, useState } from "react";
import { useDesk } from "../store/hooks.ts";
import { missingCount } from "./texts.ts";

const PAUSE = 400;

/** How many texts have no English yet; counted in pauses, never while somebody types. */
export function useMissingCount(): number {
  const { store } = useDesk();
  const [count, setCount] = useState(() => missingCount(store.state.document, "en"));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let counted = store.state.document;
    return store.subscribe(() => {
      if (store.state.document !== counted) {
        counted = store.state.document;
        clearTimeout(timer);
        timer = setTimeout(() => {
          setCount(missingCount(store.state.document, "en"));
        }, PAUSE);
      }
    });
  }, [store]);
  return count;
}
