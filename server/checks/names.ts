/** Whether a text can stand as a name. */
export function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}

/** A name, or where it is taken the first free one with a number behind it: `cdu`, `cdu2`. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  return isTaken(name) ? numberedName(name, '', isTaken) : name;
}

/** The first free of the names `up_2`, `up_3`, … */
export function numberedName(name: string, joint: string, isTaken: (name: string) => boolean): string {
  for (let i = 2; ; i++) {
    const numbered = `${name}${joint}${i}`;
    if (!isTaken(numbered)) return numbered;
  }
}
