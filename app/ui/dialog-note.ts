import { createContext, type ReactNode } from "react";

/** What every question above the page says too: what stands behind an open one cannot be read. */
export const DialogNote = createContext<ReactNode>(null);
