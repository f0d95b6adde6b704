/** What scrypt costs: as its inventors name it, N, r and p. */
export interface ScryptCost {
  n: number;
  r: number;
  p: number;
}
