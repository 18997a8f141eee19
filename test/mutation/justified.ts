/** A change that no fixture can notice, and why. */
export interface Justified {
  readonly file: string;
  readonly text: string;
  readonly becomes: readonly string[];
  readonly why: string;
}

export const justified: readonly Justified[] = [];
