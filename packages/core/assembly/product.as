// T += A·B for A (rows, inner) and B (inner, columns). Each entry of T is one chain of sums over k in increasing order, so any way
// to go through rows and columns gives the same bits, and none may cut a chain in parts.
//
// The tile: 4 rows of T by 8 columns stay in eight vectors while k runs. For each k it reads 4 neighbouring entries of A and 8 of
// B. Where they do not lie side by side, they are put so first: A in blocks of 4 rows, B in panels of 8 columns, each with all that
// belongs to one k together, padded with zeros where T ends.

/** Bytes of A that are packed at a time: they stay in the second-level cache while all panels of B go past. */
const PACKED_AT_A_TIME: usize = 131072;
/** An operand up to this many bytes is read where it is, if its entries lie side by side: it stays in the first-level cache. */
const SMALL: usize = 8192;

function tile(
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  inner: i32,
  t: usize,
  rowT: usize,
  fromZeros: bool,
  bias: usize,
): void {
  const t1 = t + rowT;
  const t2 = t1 + rowT;
  const t3 = t2 + rowT;
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  if (!fromZeros) {
    s00 = v128.load(t);
    s01 = v128.load(t, 16);
    s10 = v128.load(t1);
    s11 = v128.load(t1, 16);
    s20 = v128.load(t2);
    s21 = v128.load(t2, 16);
    s30 = v128.load(t3);
    s31 = v128.load(t3, 16);
  }
  // Twice in one turn: more turns in one, or fixed steps, made it slower by a quarter.
  for (; inner >= 2; inner -= 2) {
    let left = v128.load(b);
    let right = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(x, left));
    s01 = f32x4.add(s01, f32x4.mul(x, right));
    x = v128.load32_splat(a, 4);
    s10 = f32x4.add(s10, f32x4.mul(x, left));
    s11 = f32x4.add(s11, f32x4.mul(x, right));
    x = v128.load32_splat(a, 8);
    s20 = f32x4.add(s20, f32x4.mul(x, left));
    s21 = f32x4.add(s21, f32x4.mul(x, right));
    x = v128.load32_splat(a, 12);
    s30 = f32x4.add(s30, f32x4.mul(x, left));
    s31 = f32x4.add(s31, f32x4.mul(x, right));
    b += stepB;
    a += stepA;
    left = v128.load(b);
    right = v128.load(b, 16);
    x = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(x, left));
    s01 = f32x4.add(s01, f32x4.mul(x, right));
    x = v128.load32_splat(a, 4);
    s10 = f32x4.add(s10, f32x4.mul(x, left));
    s11 = f32x4.add(s11, f32x4.mul(x, right));
    x = v128.load32_splat(a, 8);
    s20 = f32x4.add(s20, f32x4.mul(x, left));
    s21 = f32x4.add(s21, f32x4.mul(x, right));
    x = v128.load32_splat(a, 12);
    s30 = f32x4.add(s30, f32x4.mul(x, left));
    s31 = f32x4.add(s31, f32x4.mul(x, right));
    b += stepB;
    a += stepA;
  }
  if (inner > 0) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(x, left));
    s01 = f32x4.add(s01, f32x4.mul(x, right));
    x = v128.load32_splat(a, 4);
    s10 = f32x4.add(s10, f32x4.mul(x, left));
    s11 = f32x4.add(s11, f32x4.mul(x, right));
    x = v128.load32_splat(a, 8);
    s20 = f32x4.add(s20, f32x4.mul(x, left));
    s21 = f32x4.add(s21, f32x4.mul(x, right));
    x = v128.load32_splat(a, 12);
    s30 = f32x4.add(s30, f32x4.mul(x, left));
    s31 = f32x4.add(s31, f32x4.mul(x, right));
  }
  if (bias != 0) {
    const left = v128.load(bias);
    const right = v128.load(bias, 16);
    s00 = f32x4.add(s00, left);
    s01 = f32x4.add(s01, right);
    s10 = f32x4.add(s10, left);
    s11 = f32x4.add(s11, right);
    s20 = f32x4.add(s20, left);
    s21 = f32x4.add(s21, right);
    s30 = f32x4.add(s30, left);
    s31 = f32x4.add(s31, right);
  }
  v128.store(t, s00);
  v128.store(t, s01, 16);
  v128.store(t1, s10);
  v128.store(t1, s11, 16);
  v128.store(t2, s20);
  v128.store(t2, s21, 16);
  v128.store(t3, s30);
  v128.store(t3, s31, 16);
}

@inline
function storeTransposed(x0: v128, x1: v128, x2: v128, x3: v128, to: usize, step: usize): void {
  const low0 = i32x4.shuffle(x0, x1, 0, 4, 1, 5);
  const high0 = i32x4.shuffle(x0, x1, 2, 6, 3, 7);
  const low1 = i32x4.shuffle(x2, x3, 0, 4, 1, 5);
  const high1 = i32x4.shuffle(x2, x3, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(low0, low1, 0, 2));
  v128.store(to + step, i64x2.shuffle(low0, low1, 1, 3));
  v128.store(to + 2 * step, i64x2.shuffle(high0, high1, 0, 2));
  v128.store(to + 3 * step, i64x2.shuffle(high0, high1, 1, 3));
}

/**
 * Packs `lines` (1 to 4) lines of `inner` neighbouring entries side by side: entry k of line i goes to `to + k * step + 4 * i`, and
 * zeros take the place of lines that are not there.
 */
function packLines(from: usize, line: usize, lines: i32, inner: i32, to: usize, step: usize): void {
  const bytes = <usize>inner << 2;
  const from1 = from + line;
  const from2 = from1 + line;
  const from3 = from2 + line;
  let at: usize = 0;
  if (lines == 4) {
    for (; at + 12 < bytes; at += 16) {
      const x0 = v128.load(from + at);
      const x1 = v128.load(from1 + at);
      const x2 = v128.load(from2 + at);
      const x3 = v128.load(from3 + at);
      storeTransposed(x0, x1, x2, x3, to, step);
      to += 4 * step;
    }
  }
  for (; at < bytes; at += 4) {
    store<f32>(to, load<f32>(from + at));
    store<f32>(to, lines > 1 ? load<f32>(from1 + at) : <f32>0, 4);
    store<f32>(to, lines > 2 ? load<f32>(from2 + at) : <f32>0, 8);
    store<f32>(to, lines > 3 ? load<f32>(from3 + at) : <f32>0, 12);
    to += step;
  }
}

/** Packs `inner` lines, of each of which `width` (1 to 4) neighbouring entries are taken and padded with zeros. */
function packColumns(from: usize, line: usize, width: i32, inner: i32, to: usize, step: usize): void {
  if (width == 4) {
    for (; inner > 0; inner--) {
      v128.store(to, v128.load(from));
      from += line;
      to += step;
    }
    return;
  }
  for (; inner > 0; inner--) {
    store<f32>(to, load<f32>(from));
    store<f32>(to, width > 1 ? load<f32>(from, 4) : <f32>0, 4);
    store<f32>(to, width > 2 ? load<f32>(from, 8) : <f32>0, 8);
    store<f32>(to, <f32>0, 12);
    from += line;
    to += step;
  }
}

/** Packs up to four of the lines, or of the columns, that stand beside each other in the product. */
@inline
function pack(
  from: usize,
  line: usize,
  asLines: bool,
  first: i32,
  count: i32,
  inner: i32,
  to: usize,
  step: usize,
): void {
  if (asLines) packLines(from + <usize>first * line, line, count, inner, to, step);
  else packColumns(from + (<usize>first << 2), line, count, inner, to, step);
}

/** Packs the panel of 8 columns of B from column `first` on. */
function packPanel(b: usize, line: usize, asLines: bool, first: i32, columns: i32, inner: i32, to: usize): void {
  const count = min(columns - first, 8);
  pack(b, line, asLines, first, min(count, 4), inner, to, 32);
  if (count > 4) {
    pack(b, line, asLines, first + 4, count - 4, inner, to + 16, 32);
  } else {
    for (; inner > 0; inner--) {
      v128.store(to, f32x4.splat(0), 16);
      to += 32;
    }
  }
}

/** A tile at the right or lower edge of T: `rows` by `columns` of it lie in T. It is computed in `edge`, 4 rows of 8. */
function tileAtEdge(
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  inner: i32,
  t: usize,
  rowT: usize,
  rows: i32,
  columns: i32,
  fromZeros: bool,
  bias: usize,
  edge: usize,
): void {
  const bytes = <usize>columns << 2;
  if (!fromZeros) {
    for (let i = 0; i < rows; i++) memory.copy(edge + (<usize>i << 5), t + <usize>i * rowT, bytes);
  }
  if (bias != 0) {
    memory.copy(edge + 128, bias, bytes);
    bias = edge + 128;
  }
  tile(a, stepA, b, stepB, inner, edge, 32, fromZeros, bias);
  for (let i = 0; i < rows; i++) memory.copy(t + <usize>i * rowT, edge + (<usize>i << 5), bytes);
}

/**
 * T += A·B, or T = A·B where `fromZeros` is true; then a bias of one row is added where its address is not 0. `a` holds A (rows,
 * inner), or Aᵀ where `transposeA` is true; likewise for B.
 *
 * `scratch` is room for {@link productScratch} bytes.
 */
export function addProduct(
  a: usize,
  transposeA: bool,
  b: usize,
  transposeB: bool,
  target: usize,
  rows: i32,
  columns: i32,
  inner: i32,
  fromZeros: bool,
  bias: usize,
  scratch: usize,
): void {
  const lineA = <usize>(transposeA ? rows : inner) << 2;
  const lineB = <usize>(transposeB ? inner : columns) << 2;
  const rowT = <usize>columns << 2;
  const blockBytes = <usize>inner << 4;
  const panelBytes = <usize>inner << 5;
  const edge = scratch;
  const packedB = scratch + 160;
  const wholePanels = transposeB || lineB * <usize>inner > SMALL ? 0 : columns & ~7;
  let to = packedB;
  for (let first = wholePanels; first < columns; first += 8) {
    packPanel(b, lineB, transposeB, first, columns, inner, to);
    to += panelBytes;
  }
  const packedA = to;
  const wholeBlocks = transposeA && lineA * <usize>inner <= SMALL ? rows & ~3 : 0;
  let rowsAtATime = <i32>(PACKED_AT_A_TIME / max(blockBytes, <usize>16)) << 2;
  if (rowsAtATime < 4) rowsAtATime = 4;
  for (let start = 0; start < rows; start += rowsAtATime) {
    const stop = min(start + rowsAtATime, rows);
    to = packedA;
    for (let first = max(start, wholeBlocks); first < stop; first += 4) {
      pack(a, lineA, !transposeA, first, min(rows - first, 4), inner, to, 16);
      to += blockBytes;
    }
    for (let column = 0; column < columns; column += 8) {
      const direct = column < wholePanels;
      const panel = direct
        ? b + (<usize>column << 2)
        : packedB + <usize>((column - wholePanels) >> 3) * panelBytes;
      const stepB: usize = direct ? lineB : 32;
      const biasOfPanel: usize = bias == 0 ? 0 : bias + (<usize>column << 2);
      const width = min(columns - column, 8);
      let block = packedA;
      for (let row = start; row < stop; row += 4) {
        const t = target + <usize>row * rowT + (<usize>column << 2);
        const height = min(rows - row, 4);
        const directA = row < wholeBlocks;
        const from = directA ? a + (<usize>row << 2) : block;
        const stepA: usize = directA ? lineA : 16;
        if (width == 8 && height == 4) {
          tile(from, stepA, panel, stepB, inner, t, rowT, fromZeros, biasOfPanel);
        } else {
          tileAtEdge(from, stepA, panel, stepB, inner, t, rowT, height, width, fromZeros, biasOfPanel, edge);
        }
        if (!directA) block += blockBytes;
      }
    }
  }
}
