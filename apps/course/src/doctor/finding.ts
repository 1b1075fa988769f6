/** What one check of the machine and of the course came to. */
export interface Finding {
  /** `limits` is no trouble: the course works, and something of it works less well or not at all. */
  readonly state: "fine" | "limits" | "trouble";
  readonly about: string;
  /** What was found, and what is needed where that is something else. */
  readonly found: string;
  /** The command that mends it, or what to do where no command does. */
  readonly mend?: string;
}

export function fine(about: string, found: string): Finding {
  return { state: "fine", about, found };
}

export function limits(about: string, found: string, mend: string): Finding {
  return { state: "limits", about, found, mend };
}

export function trouble(about: string, found: string, mend: string): Finding {
  return { state: "trouble", about, found, mend };
}
