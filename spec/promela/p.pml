/* Protocol P over virtual synchrony (spec/protocols/p.md, spec/model/virtual-synchrony.md), written by hand and apart from the C# machine:
 * the members, the crashes of some of them, and the system that blocks, agrees on views and installs them. No joins, partitions, refreshes or payloads.
 *
 *   -DN=3        members
 *   -DCRASHES=1  how many may crash
 *   -DDEPTH=1    how many crashes in a row may strike an unfinished rekey
 *   -DEARLY      a mutant: a member uses the key as soon as it has it
 *   -DNORESTART  a mutant: a leader whose run was cut off goes on waiting for its acks
 *
 * One process makes all transitions, each in one step, so that Spin's states are those of the world. Whatever follows from the rest is no variable.
 */
#ifndef N
#define N 3
#endif
#ifndef CRASHES
#define CRASHES 1
#endif
#ifndef DEPTH
#define DEPTH 1
#endif

/* Control states (spec/generated/p.table.md). */
#define Outside 0
#define Collecting 1
#define AwaitingKey 2
#define AwaitingDone 3
#define Keyed 4
#define Blocked 5
#define BlockedStaged 6

/* Entries of an inbox; a gap is a message to somebody else. */
#define Gap 0
#define Key 1
#define Ack 2
#define Done 3

/* A view is its counter and its members as bits; members lead and stand in the order of their numbers. */
#define VIEW(counter, members) (((counter) << N) | (members))
#define COUNTER(v) ((v) >> N)
#define HAS(v, i) (((v) >> (i)) & 1)
#define LEADER(v) (HAS(v, 0) -> 0 : (HAS(v, 1) -> 1 : (HAS(v, 2) -> 2 : 3)))
#define ALONE(v, i) (((v) & ((1 << N) - 1)) == (1 << (i)))
#define MEMBERS ((1 << N) - 1)

/* An inbox holds, per sender, what is left of the sender's messages in the view: of the installed view (which = 0) and of the pending one (1). */
#define L 8
#define AT(which, r, s) ((((which) * N) + (r)) * N + (s))
byte len[2 * N * N];
byte entry[2 * N * N * L];

byte ctrl[N];
bool dead[N];
bool staged[N];           /* holds a key of its view that it does not use */
bool current[N];          /* uses a key of its view */
byte acked[N];            /* whose acks it counted, as bits */
byte draws[N];            /* how many keys it chose */
short view[N];            /* installed */
short pending[N];         /* agreed, not installed */
short target = 0;         /* agreed for those who live; 0 while a new one is needed */
byte depth = 0;
byte crashes = CRASHES;

/* Scratch, zero between transitions. */
hidden byte i, j, k, n, from, option, least, choices, drop, at;
hidden byte mask, keep;
hidden short v, counter;
hidden bool ok, must;

#define ALIVE(p) (!dead[p])
#define IS_BLOCKED(p) (ctrl[p] == Blocked || ctrl[p] == BlockedStaged)
#define OPEN(p, w) (ALIVE(p) -> ((view[p] == (w) && pending[p] == 0) -> 1 : (pending[p] == (w) -> 2 : 0)) : 0)

/* Whether all have installed the agreed view and use its key. */
inline settled() {
  ok = (target != 0);
  for (i : 0 .. N - 1) { ok = ok && (dead[i] || (view[i] == target && pending[i] == 0 && !IS_BLOCKED(i) && current[i] && !staged[i])) }
}

/* Leaves out positions of a sender at which no receiver in a view has a message: they make no difference. */
inline align(w, s) {
  mask = 0;
  for (i : 0 .. N - 1) {
    if
    :: i != s && OPEN(i, w) > 0 ->
      at = AT(OPEN(i, w) - 1, i, s);
      j = 0;
      do
      :: j < len[at] -> mask = mask | ((entry[at * L + len[at] - 1 - j] != Gap) << j); j++
      :: else -> break
      od
    :: else
    fi
  }
  for (i : 0 .. N - 1) {
    if
    :: i != s && OPEN(i, w) > 0 -> at = AT(OPEN(i, w) - 1, i, s); compact(at)
    :: else
    fi
  }
}

/* Keeps the positions of an inbox that are in the mask, counted from the end. */
inline compact(a) {
  n = 0;
  j = 0;
  do
  :: j < len[a] ->
    if
    :: (mask >> (len[a] - 1 - j)) & 1 -> entry[a * L + n] = entry[a * L + j]; n++
    :: else
    fi;
    j++
  :: else -> break
  od;
  for (j : n .. L - 1) { entry[a * L + j] = 0 }
  len[a] = n
}

/* A member sends in its view: to one member, or to all others (to = N). */
inline send(s, to, what) {
  v = view[s];
  for (i : 0 .. N - 1) {
    if
    :: i != s && HAS(v, i) && OPEN(i, v) > 0 ->
      at = AT(OPEN(i, v) - 1, i, s);
      entry[at * L + len[at]] = ((to == N || to == i) -> what : Gap);
      len[at]++
    :: else
    fi
  }
  align(v, s)
}

/* P-01, P-02, P-03: a view begins; what belonged to the old one is gone (T-08). */
inline begin(p) {
  v = view[p];
#ifdef NORESTART
  if
  :: ctrl[p] == Blocked && staged[p] && LEADER(v) == p && !ALONE(v, p) -> ctrl[p] = Collecting
  :: else ->
#endif
  staged[p] = 0;
  current[p] = 0;
  acked[p] = 0;
  if
  :: LEADER(v) != p -> ctrl[p] = AwaitingKey
  :: LEADER(v) == p && ALONE(v, p) -> ctrl[p] = Keyed; current[p] = 1; draws[p]++
  :: else ->
    ctrl[p] = Collecting;
    staged[p] = 1;
    draws[p]++;
    for (k : 0 .. N - 1) {
      if
      :: k != p && HAS(view[p], k) -> send(p, k, Key)
      :: else
      fi
    }
  fi
#ifdef NORESTART
  fi
#endif
}

/* P-04, P-05, T-01, T-03 to T-06: a message arrives. */
inline take(p, s, what) {
  if
  :: what == Key && (ctrl[p] == AwaitingKey || ctrl[p] == Keyed) ->
    assert(!staged[p]);
#ifdef EARLY
    ctrl[p] = Keyed; current[p] = 1; used(p);
#else
    ctrl[p] = AwaitingDone; staged[p] = 1;
#endif
    send(p, s, Ack)
  :: what == Ack && ctrl[p] == Collecting ->
    acked[p] = acked[p] | (1 << s);
    if
    :: (acked[p] | (1 << p)) == (view[p] & MEMBERS) ->
      ctrl[p] = Keyed; staged[p] = 0; current[p] = 1; acked[p] = 0;
      used(p);
      send(p, N, Done)
    :: else
    fi
  :: what == Done && (ctrl[p] == AwaitingDone || ctrl[p] == BlockedStaged) ->
    ctrl[p] = (ctrl[p] == AwaitingDone -> Keyed : Blocked);
    staged[p] = 0; current[p] = 1; acked[p] = 0;
    used(p)
#ifdef EARLY
  :: what == Done && (ctrl[p] == Keyed || ctrl[p] == Blocked)
#endif
  :: else -> assert((what == Key || what == Ack) && ctrl[p] == Blocked)
  fi
}

/* NoEarlyUse: when a key is used, every living member that is in its view holds it. */
inline used(p) {
  for (i : 0 .. N - 1) { assert(dead[i] || view[i] != view[p] || staged[i] || current[i]) }
  for (i : 0 .. N - 1) { assert(dead[i] || pending[i] != view[p]) }
}

inline deliver(p, s) {
  at = AT(0, p, s);
  n = 0;
  do
  :: entry[at * L + n] == Gap -> n++
  :: else -> break
  od;
  from = entry[at * L + n];
  mask = (1 << (len[at] - 1 - n)) - 1;
  k = mask;
  compact(at);
  align(view[p], s);
  take(p, s, from)
}

/* The number of choices left for what a view still owes its members of a sender that is gone; and which positions they are about. */
inline owed(w, s) {
  least = L;
  mask = 0;
  for (i : 0 .. N - 1) {
    if
    :: ALIVE(i) && view[i] == w ->
      at = AT(0, i, s);
      least = (len[at] < least -> len[at] : least);
      j = 0;
      do
      :: j < len[at] -> mask = mask | ((entry[at * L + len[at] - 1 - j] != Gap) << j); j++
      :: else -> break
      od
    :: else
    fi
  }
  mask = mask & ((1 << least) - 1);
  choices = 1;
  for (j : 0 .. L - 1) { choices = choices + ((mask >> j) & 1) }
}

/* How many combinations of cuts there are: all living members come from one view, or have none. */
inline combinations() {
  option = 1;
  v = 0;
  for (k : 0 .. N - 1) { v = ((ALIVE(k) && pending[k] == 0 && view[k] != 0) -> view[k] : v) }
  if
  :: v != 0 ->
    for (k : 0 .. N - 1) {
      if
      :: HAS(v, k) && dead[k] -> owed(v, k); option = option * choices
      :: else
      fi
    }
  :: else
  fi
}

/* Applies the cuts of one combination: what is dropped, is dropped everywhere; gaps go. */
inline cut(c) {
  from = c;
  v = 0;
  for (k : 0 .. N - 1) { v = ((ALIVE(k) && pending[k] == 0 && view[k] != 0) -> view[k] : v) }
  for (k : 0 .. N - 1) {
    if
    :: v != 0 && HAS(v, k) ->
      drop = 0;
      if
      :: dead[k] ->
        owed(v, k);
        n = choices - 1 - (from % choices);
        from = from / choices;
        j = 0;
        do
        :: n > 0 -> n = n - ((mask >> j) & 1); j++; drop = j
        :: else -> break
        od
      :: else
      fi;
      for (i : 0 .. N - 1) {
        if
        :: ALIVE(i) && i != k && view[i] == v && pending[i] == 0 ->
          at = AT(0, i, k);
          keep = len[at] - drop;
          n = 0;
          j = 0;
          do
          :: j < len[at] ->
            if
            :: j < keep && entry[at * L + j] != Gap -> entry[at * L + n] = entry[at * L + j]; n++
            :: else
            fi;
            j++
          :: else -> break
          od;
          for (j : n .. L - 1) { entry[at * L + j] = 0 }
          len[at] = n
        :: else
        fi
      }
    :: else
    fi
  }
}

/* All who live are blocked, and those from one view have the same pending view or none. */
inline agreeable() {
  ok = (target == 0);
  for (i : 0 .. N - 1) {
    ok = ok && (dead[i] || view[i] == 0 || IS_BLOCKED(i));
    for (j : 0 .. N - 1) { ok = ok && (dead[i] || dead[j] || view[i] == 0 || view[i] != view[j] || pending[i] == pending[j]) }
  }
}

inline agree(c) {
  cut(c);
  counter = 0;
  v = 0;
  for (i : 0 .. N - 1) {
    if
    :: ALIVE(i) ->
      v = v | (1 << i);
      counter = (COUNTER(view[i]) > counter -> COUNTER(view[i]) : counter);
      counter = (COUNTER(pending[i]) > counter -> COUNTER(pending[i]) : counter)
    :: else
    fi
  }
  v = VIEW(counter + 1, v);
  target = v;
  for (i : 0 .. N - 1) {
    if
    :: ALIVE(i) -> pending[i] = v; clear(1, i)
    :: else
    fi
  }
}

inline clear(which, p) {
  for (k : 0 .. N - 1) {
    len[AT(which, p, k)] = 0;
    for (j : 0 .. L - 1) { entry[AT(which, p, k) * L + j] = 0 }
  }
}

inline install(p) {
  view[p] = pending[p];
  pending[p] = 0;
  for (k : 0 .. N - 1) {
    len[AT(0, p, k)] = len[AT(1, p, k)];
    for (j : 0 .. L - 1) { entry[AT(0, p, k) * L + j] = entry[AT(1, p, k) * L + j] }
  }
  clear(1, p);
  begin(p)
}

inline crash(p) {
  settled();
  depth = (ok -> 0 : depth + 1);
  target = 0;
  crashes--;
  counter = view[p];
  dead[p] = 1;
  ctrl[p] = 0; staged[p] = 0; current[p] = 0; acked[p] = 0; view[p] = 0; pending[p] = 0;
  clear(0, p);
  clear(1, p);
  v = counter;
  for (k : 0 .. N - 1) {
    if
    :: v != 0 && HAS(v, k) -> align(v, k)
    :: else
    fi
  }
}

#define DUE(p, s) (ALIVE(p) && len[AT(0, p, s)] > 0 && \
  (entry[AT(0, p, s) * L] || entry[AT(0, p, s) * L + 1] || entry[AT(0, p, s) * L + 2] || entry[AT(0, p, s) * L + 3]) && (pending[p] != 0 || p != s))
#define FLUSHED(p) (!DUE(p, 0) && !DUE(p, 1) && (N < 3 || !DUE(p, (N < 3 -> 0 : 2))) && (N < 4 || !DUE(p, (N < 4 -> 0 : 3))))
#define BLOCKABLE(p) (ALIVE(p) && pending[p] == 0 && view[p] != 0 && !IS_BLOCKED(p) && target == 0)

/* After each transition: a cascade is over when all is settled; a state at rest must be live; nothing stays in the scratch variables. */
inline end() {
  settled();
  depth = (ok -> 0 : depth);
  must = 0;
  for (i : 0 .. N - 1) {
    must = must || BLOCKABLE(i) || (ALIVE(i) && pending[i] != 0);
    for (j : 0 .. N - 1) { must = must || (i != j && DUE(i, j)) }
  }
  k = must;
  ok = 0;
  for (i : 0 .. N - 1) { ok = ok || ALIVE(i) }
  if
  :: ok -> agreeable(); must = k || ok
  :: else
  fi;
  if
  :: !must -> for (i : 0 .. N - 1) { assert(dead[i] || (view[i] == target && target != 0 && current[i] && !staged[i])) }
  :: else
  fi;
  i = 0; j = 0; k = 0; n = 0; from = 0; option = 0; least = 0; choices = 0; drop = 0; at = 0; mask = 0; keep = 0; v = 0; counter = 0; ok = 0; must = 0
}

#define DELIVER(p, s) :: d_step { DUE(p, s) -> deliver(p, s); end() }
#define BLOCK(p) :: d_step { BLOCKABLE(p) -> ctrl[p] = (ctrl[p] == AwaitingDone -> BlockedStaged : Blocked); end() }
#define INSTALL(p) :: d_step { ALIVE(p) && pending[p] != 0 && FLUSHED(p) -> install(p); end() }
#define CRASH(p) :: atomic { ALIVE(p) && crashes > 0 -> d_step { settled() }; if :: ok || depth < DEPTH -> d_step { crash(p); end() } :: else -> d_step { end() }; goto again fi }
#define AGREE(c) :: atomic { target == 0 && (ALIVE(0) || ALIVE(1) || ALIVE(N - 1) || ALIVE(N - 2)) -> d_step { agreeable(); combinations(); ok = ok && (c) < option }; if :: ok -> d_step { agree(c); end() } :: else -> d_step { end() }; goto again fi }

active proctype World() {
again:
  do
  DELIVER(0, 1) DELIVER(1, 0)
#if N > 2
  DELIVER(0, 2) DELIVER(1, 2) DELIVER(2, 0) DELIVER(2, 1)
#endif
#if N > 3
  DELIVER(0, 3) DELIVER(1, 3) DELIVER(2, 3) DELIVER(3, 0) DELIVER(3, 1) DELIVER(3, 2)
#endif
  BLOCK(0) BLOCK(1) INSTALL(0) INSTALL(1) CRASH(0) CRASH(1)
#if N > 2
  BLOCK(2) INSTALL(2) CRASH(2)
#endif
#if N > 3
  BLOCK(3) INSTALL(3) CRASH(3)
#endif
  AGREE(0) AGREE(1) AGREE(2) AGREE(3) AGREE(4) AGREE(5) AGREE(6) AGREE(7) AGREE(8)
  :: timeout -> break
  od
}
