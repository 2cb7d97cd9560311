;; What the bulk functions do to a chunk of rows. Amounts are 64-bit words, or pairs of them (low first). Memory:
;;      0  parameters and results, one 64-bit word each
;;   8192  how many rows each group of remainders has (32 bits each, at most 4096 groups)
;;  65536  the rows that are not decided here: number in the chunk and group (32 bits each)
;; 196608  the chunk itself, overwritten by the parts
(module
  (memory (export "memory") 5)

  ;; The high word of a × b.
  (func $high (param $a i64) (param $b i64) (result i64)
    (local $a1 i64) (local $b1 i64) (local $low i64) (local $mid i64)
    (local.set $a1 (i64.shr_u (local.get $a) (i64.const 32)))
    (local.set $b1 (i64.shr_u (local.get $b) (i64.const 32)))
    (local.set $a (i64.and (local.get $a) (i64.const 0xffffffff)))
    (local.set $b (i64.and (local.get $b) (i64.const 0xffffffff)))
    (local.set $low (i64.mul (local.get $a) (local.get $b)))
    (local.set $mid (i64.add (i64.mul (local.get $a1) (local.get $b)) (i64.shr_u (local.get $low) (i64.const 32))))
    (local.set $low
      (i64.add (i64.mul (local.get $a) (local.get $b1)) (i64.and (local.get $mid) (i64.const 0xffffffff))))
    (i64.add
      (i64.mul (local.get $a1) (local.get $b1))
      (i64.add (i64.shr_u (local.get $mid) (i64.const 32)) (i64.shr_u (local.get $low) (i64.const 32)))))

  ;; Adds a chunk to the sum at 0 (two words); every bit that a row has goes to 16 (two words).
  (func (export "sum") (param $rows i32) (param $step i32)
    (local $at i32) (local $end i32) (local $w i64) (local $v i64) (local $carry i32)
    (local $low i64) (local $high i64) (local $lows i64) (local $highs i64)
    (local.set $low (i64.load (i32.const 0)))
    (local.set $high (i64.load (i32.const 8)))
    (local.set $lows (i64.load (i32.const 16)))
    (local.set $highs (i64.load (i32.const 24)))
    (local.set $at (i32.const 196608))
    (local.set $end (i32.add (local.get $at) (i32.mul (local.get $rows) (local.get $step))))
    ;; Two words a turn: an odd number of rows is followed by a zero.
    (if (i32.and (local.get $rows) (i32.const 1)) (then (i64.store (local.get $end) (i64.const 0))))
    (if (i32.eq (local.get $step) (i32.const 8))
      (then
        (loop $next
          (local.set $w (i64.load (local.get $at)))
          (local.set $v (i64.load offset=8 (local.get $at)))
          (local.set $lows (i64.or (local.get $lows) (i64.or (local.get $w) (local.get $v))))
          (local.set $low (i64.add (local.get $low) (local.get $w)))
          (local.set $carry (i64.lt_u (local.get $low) (local.get $w)))
          (local.set $low (i64.add (local.get $low) (local.get $v)))
          (local.set $high
            (i64.add (local.get $high)
              (i64.extend_i32_u
                (i32.add (local.get $carry) (i64.lt_u (local.get $low) (local.get $v))))))
          (br_if $next
            (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end)))))
      (else
        (loop $next
          (local.set $w (i64.load (local.get $at)))
          (local.set $v (i64.load offset=8 (local.get $at)))
          (local.set $lows (i64.or (local.get $lows) (local.get $w)))
          (local.set $highs (i64.or (local.get $highs) (local.get $v)))
          (local.set $low (i64.add (local.get $low) (local.get $w)))
          (local.set $high
            (i64.add
              (i64.add (local.get $high) (local.get $v))
              (i64.extend_i32_u (i64.lt_u (local.get $low) (local.get $w)))))
          (br_if $next
            (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))))
    (i64.store (i32.const 0) (local.get $low))
    (i64.store (i32.const 8) (local.get $high))
    (i64.store (i32.const 16) (local.get $lows))
    (i64.store (i32.const 24) (local.get $highs)))

  (global $listed (mut i32) (i32.const 0))

  (func $list (param $row i32) (param $group i32)
    (local $at i32)
    (local.set $at (i32.shl (global.get $listed) (i32.const 3)))
    (i32.store offset=65536 (local.get $at) (local.get $row))
    (i32.store offset=65540 (local.get $at) (local.get $group))
    (global.set $listed (i32.add (global.get $listed) (i32.const 1))))

  ;; One more in a group that is one of $many from $base on.
  (func $count (param $group i64) (param $base i64) (param $many i64)
    (local $at i32)
    (local.set $group (i64.sub (local.get $group) (local.get $base)))
    (if (i64.lt_u (local.get $group) (local.get $many))
      (then
        (local.set $at (i32.shl (i32.wrap_i64 (local.get $group)) (i32.const 2)))
        (i32.store offset=8192 (local.get $at)
          (i32.add (i32.load offset=8192 (local.get $at)) (i32.const 1))))))

  ;; 1 above all of the groups; a row of one of them is listed.
  (func $rank (param $group i64) (param $base i64) (param $many i64) (param $row i32) (result i64)
    (local.set $group (i64.sub (local.get $group) (local.get $base)))
    (if (i64.lt_u (local.get $group) (local.get $many))
      (then (call $list (local.get $row) (i32.wrap_i64 (local.get $group)))))
    (i64.extend_i32_u (i64.ge_s (local.get $group) (local.get $many))))

  ;; The double nearest to w × near, as a whole number: added to 2⁵², a double's last bit is one.
  (func $nearest (param $w i64) (param $near f64) (result i64)
    (i64.and
      (i64.reinterpret_f64
        (f64.add
          (f64.mul (f64.convert_i64_s (local.get $w)) (local.get $near))
          (f64.const 4503599627370496)))
      (i64.const 0xfffffffffffff)))

  ;; Floors and remainders of w × total / sum where sum < 2⁶², w < 2⁶² and parts < 2⁴⁸: the double nearest to the
  ;; quotient is its floor or one more, and the sign of the difference, exact in 64 bits, tells which. Counts the groups
  ;; of the remainders, or ($write) writes the floors, one more above the groups asked for. PARTS gets their sum.
  (func (export "narrow") (param $rows i32) (param $step i32) (param $write i32) (result i32)
    (local $at i32) (local $row i32) (local $w i64) (local $part i64) (local $rest i64) (local $less i64)
    (local $total i64) (local $sum i64) (local $near f64) (local $parts i64)
    (local $shift i64) (local $base i64) (local $many i64)
    (local.set $at (i32.const 196608))
    (local.set $sum (i64.load (i32.const 0)))
    (local.set $total (i64.load (i32.const 32)))
    (local.set $parts (i64.load (i32.const 80)))
    (local.set $shift (i64.load (i32.const 88)))
    (local.set $base (i64.load (i32.const 96)))
    (local.set $many (i64.load (i32.const 104)))
    (local.set $near (f64.load (i32.const 120)))
    (global.set $listed (i32.const 0))
    (if (local.get $write)
      (then
        (loop $next
          (local.set $w (i64.load (local.get $at)))
          (local.set $part (call $nearest (local.get $w) (local.get $near)))
          (local.set $rest
            (i64.sub
              (i64.mul (local.get $w) (local.get $total))
              (i64.mul (local.get $part) (local.get $sum))))
          (local.set $less (i64.shr_s (local.get $rest) (i64.const 63)))
          (local.set $part (i64.add (local.get $part) (local.get $less)))
          (local.set $rest (i64.add (local.get $rest) (i64.and (local.get $sum) (local.get $less))))
          (local.set $part
            (i64.add (local.get $part)
              (call $rank (i64.shr_u (local.get $rest) (local.get $shift))
                (local.get $base) (local.get $many) (local.get $row))))
          (local.set $parts (i64.add (local.get $parts) (local.get $part)))
          (i64.store (local.get $at) (local.get $part))
          (local.set $at (i32.add (local.get $at) (local.get $step)))
          (br_if $next
            (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $rows)))))
      (else
        (loop $next
          (local.set $w (i64.load (local.get $at)))
          (local.set $part (call $nearest (local.get $w) (local.get $near)))
          (local.set $rest
            (i64.sub
              (i64.mul (local.get $w) (local.get $total))
              (i64.mul (local.get $part) (local.get $sum))))
          (local.set $less (i64.shr_s (local.get $rest) (i64.const 63)))
          (local.set $parts (i64.add (local.get $parts) (i64.add (local.get $part) (local.get $less))))
          (local.set $rest (i64.add (local.get $rest) (i64.and (local.get $sum) (local.get $less))))
          (call $count (i64.shr_u (local.get $rest) (local.get $shift)) (local.get $base) (local.get $many))
          (local.set $at (i32.add (local.get $at) (local.get $step)))
          (br_if $next
            (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $rows))))))
    (i64.store (i32.const 80) (local.get $parts))
    (global.get $listed))

  ;; Any amounts and a sum < 2¹²⁷. The factor is a + f: a at 48, 2¹²⁸ × f rounded down at 64. $mode 0 counts and 1
  ;; writes, as in narrow; 2 writes floors only and lists the rows where f might be too short to tell the floor.
  (func (export "wide") (param $rows i32) (param $step i32) (param $mode i32) (result i32)
    (local $at i32) (local $row i32) (local $whole i32) (local $t i64) (local $u i64) (local $ge i64)
    (local $w0 i64) (local $w1 i64) (local $q0 i64) (local $q1 i64) (local $f i64) (local $r0 i64) (local $r1 i64)
    (local $s0 i64) (local $s1 i64) (local $t0 i64) (local $t1 i64) (local $a0 i64) (local $a1 i64)
    (local $f0 i64) (local $f1 i64) (local $parts i64)
    (local $shift i64) (local $base i64) (local $many i64) (local $drop i64)
    (local.set $at (i32.const 196608))
    (local.set $s0 (i64.load (i32.const 0)))
    (local.set $s1 (i64.load (i32.const 8)))
    (local.set $t0 (i64.load (i32.const 32)))
    (local.set $t1 (i64.load (i32.const 40)))
    (local.set $a0 (i64.load (i32.const 48)))
    (local.set $a1 (i64.load (i32.const 56)))
    (local.set $whole (i64.ne (i64.or (local.get $a0) (local.get $a1)) (i64.const 0)))
    (local.set $f0 (i64.load (i32.const 64)))
    (local.set $f1 (i64.load (i32.const 72)))
    (local.set $parts (i64.load (i32.const 80)))
    (local.set $shift (i64.load (i32.const 88)))
    (local.set $base (i64.load (i32.const 96)))
    (local.set $many (i64.load (i32.const 104)))
    (local.set $drop (i64.load (i32.const 112)))
    (global.set $listed (i32.const 0))
    (loop $next
      (local.set $w0 (i64.load (local.get $at)))
      ;; q = the high two of the four words of w × f, $f the word below them.
      (local.set $t (i64.mul (local.get $w0) (local.get $f1)))
      (local.set $f (i64.add (call $high (local.get $w0) (local.get $f0)) (local.get $t)))
      (local.set $q0
        (i64.add
          (call $high (local.get $w0) (local.get $f1))
          (i64.extend_i32_u (i64.lt_u (local.get $f) (local.get $t)))))
      (local.set $q1 (i64.const 0))
      (local.set $w1 (i64.const 0))
      (if (i32.eq (local.get $step) (i32.const 16))
        (then (local.set $w1 (i64.load offset=8 (local.get $at)))))
      (if (i64.ne (local.get $w1) (i64.const 0))
        (then
          (local.set $t (i64.mul (local.get $w1) (local.get $f0)))
          (local.set $f (i64.add (local.get $f) (local.get $t)))
          ;; The carry of $f, which cannot itself carry: the high word of a product is below 2⁶⁴ − 1.
          (local.set $t
            (i64.add
              (call $high (local.get $w1) (local.get $f0))
              (i64.extend_i32_u (i64.lt_u (local.get $f) (local.get $t)))))
          (local.set $q0 (i64.add (local.get $q0) (local.get $t)))
          (local.set $q1 (i64.extend_i32_u (i64.lt_u (local.get $q0) (local.get $t))))
          (local.set $t (i64.mul (local.get $w1) (local.get $f1)))
          (local.set $q0 (i64.add (local.get $q0) (local.get $t)))
          (local.set $q1
            (i64.add
              (i64.add (local.get $q1) (call $high (local.get $w1) (local.get $f1)))
              (i64.extend_i32_u (i64.lt_u (local.get $q0) (local.get $t)))))))
      (if (i32.eq (local.get $mode) (i32.const 2))
        (then
          ;; What f lacks adds less than w to its two words.
          (if (i64.ge_u (local.get $f) (i64.xor (local.get $w1) (i64.const -1)))
            (then (call $list (local.get $row) (i32.const 0))))
          (local.set $t (i64.const 0)))
        (else
          ;; r = w × total − q × sum in two words: from 0 to twice the sum.
          (local.set $t (i64.mul (local.get $w0) (local.get $t0)))
          (local.set $u (i64.mul (local.get $q0) (local.get $s0)))
          (local.set $r0 (i64.sub (local.get $t) (local.get $u)))
          (local.set $r1
            (i64.sub
              (i64.sub
                (i64.add
                  (call $high (local.get $w0) (local.get $t0))
                  (i64.add
                    (i64.mul (local.get $w0) (local.get $t1))
                    (i64.mul (local.get $w1) (local.get $t0))))
                (i64.add
                  (call $high (local.get $q0) (local.get $s0))
                  (i64.add
                    (i64.mul (local.get $q0) (local.get $s1))
                    (i64.mul (local.get $q1) (local.get $s0)))))
              (i64.extend_i32_u (i64.lt_u (local.get $t) (local.get $u)))))
          (local.set $ge
            (i64.extend_i32_u
              (i32.or
                (i64.gt_u (local.get $r1) (local.get $s1))
                (i32.and
                  (i64.eq (local.get $r1) (local.get $s1))
                  (i64.ge_u (local.get $r0) (local.get $s0))))))
          (local.set $q0 (i64.add (local.get $q0) (local.get $ge)))
          (local.set $q1
            (i64.add (local.get $q1) (i64.extend_i32_u (i64.lt_u (local.get $q0) (local.get $ge)))))
          (local.set $u (i64.sub (i64.const 0) (local.get $ge)))
          (local.set $t (i64.and (local.get $s0) (local.get $u)))
          (local.set $r1
            (i64.sub
              (i64.sub (local.get $r1) (i64.and (local.get $s1) (local.get $u)))
              (i64.extend_i32_u (i64.lt_u (local.get $r0) (local.get $t)))))
          (local.set $r0 (i64.sub (local.get $r0) (local.get $t)))
          ;; Ranked by the highest 64 bits that a remainder can have.
          (local.set $r0
            (i64.or
              (i64.shr_u (local.get $r0) (local.get $drop))
              (i64.shl (local.get $r1) (i64.sub (i64.const 64) (local.get $drop)))))
          (local.set $r0 (i64.shr_u (local.get $r0) (local.get $shift)))
          (if (local.get $mode)
            (then
              (local.set $t
                (call $rank (local.get $r0) (local.get $base) (local.get $many) (local.get $row))))
            (else
              (local.set $t (i64.const 0))
              (call $count (local.get $r0) (local.get $base) (local.get $many))))))
      (local.set $q0 (i64.add (local.get $q0) (local.get $t)))
      (local.set $q1 (i64.add (local.get $q1) (i64.extend_i32_u (i64.lt_u (local.get $q0) (local.get $t)))))
      (if (local.get $whole)
        (then
          (local.set $t (i64.mul (local.get $w0) (local.get $a0)))
          (local.set $q0 (i64.add (local.get $q0) (local.get $t)))
          (local.set $q1
            (i64.add
              (i64.add (local.get $q1) (i64.extend_i32_u (i64.lt_u (local.get $q0) (local.get $t))))
              (i64.add
                (call $high (local.get $w0) (local.get $a0))
                (i64.add
                  (i64.mul (local.get $w0) (local.get $a1))
                  (i64.mul (local.get $w1) (local.get $a0))))))))
      (local.set $parts (i64.add (local.get $parts) (local.get $q0)))
      (if (local.get $mode)
        (then
          (i64.store (local.get $at) (local.get $q0))
          (if (i32.eq (local.get $step) (i32.const 16))
            (then (i64.store offset=8 (local.get $at) (local.get $q1))))))
      (local.set $at (i32.add (local.get $at) (local.get $step)))
      (br_if $next
        (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $rows))))
    (i64.store (i32.const 80) (local.get $parts))
    (global.get $listed))
)
