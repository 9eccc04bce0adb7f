import { createContext, type ReactNode } from "react";

/** What every open dialog must also say: the page behind it cannot be read. */
export const DialogNote = createContext<ReactNode>(null);
