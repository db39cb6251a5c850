/* The flush layer over extended virtual synchrony (spec/layers/flush.md, spec/model/extended-virtual-synchrony.md), written by hand and apart from the C#
 * machine: clients of a group that has formed, their layers and applications, the system that orders what they ask for and tells it, and some of them that
 * crash or leave. No newcomers, splits, merges or messages of applications.
 *
 *   -DN=3          clients, 2 or 3
 *   -DCRASHES=1    how many may crash
 *   -DLEAVES=0     how many may leave
 *   -DDEPTH=1      how many of these in a row may strike before all have installed the newest membership
 *   -DNOSECOND     a mutant: who had flushed for a change that collapsed does not flush for the one after it
 *   -DFORGOTTEN    a mutant: a client does not count its own flush-ok
 *
 * One process makes all transitions, each in one step, so that Spin's states are those of the world. Whatever follows from the rest is no variable, and what
 * nobody can tell any more is forgotten.
 */
#ifndef N
#define N 3
#endif
#ifndef CRASHES
#define CRASHES 1
#endif
#ifndef LEAVES
#define LEAVES 0
#endif
#ifndef DEPTH
#define DEPTH 1
#endif
#if N < 2 || N > 3
#error N is the number of clients, 2 or 3
#endif

#ifdef FORGOTTEN
#define COUNTS(c, sender) (sender != c)
#else
#define COUNTS(c, sender) 1
#endif

/* Control states (spec/generated/flush.table.md); a client that is dead is in none. */
#define Dead 0
#define Steady 3
#define Authorize 4
#define Agree 5
#define Verify 6
#define Leaving 7
#define Left 8

/* What is said: its kind, and the membership that it is about. Memberships are numbered from 1, which is the view of the group that has formed. */
#define Out 0
#define Ok 1
#define Taken 2
#define Membership 3
#define Leave 4
#define ABOUT(k, what) ((k) * 8 + (what))
#define WHAT(said) ((said) & 7)
#define VIEW(said) ((said) >> 3)

#define K (N + 2)         /* more than there are memberships */
#define A 4               /* more than a client asks before it is ordered */
#define L 12              /* more than a client is to be told */
#define R 24              /* more than there are places in the order that matter */
#define BIT(i) (1 << (i))
#define ALL (BIT(N) - 1)
#define HAS(set, i) (((set) >> (i)) & 1)
#define MASK(k) ((k) == 1 -> ALL : mask[k])
#define FIRST(set) ((set) & (8 - (set)) & 7)

/* The system. */
byte mask[K];             /* the members of a membership but the first; only the first of them where it is known by name alone */
byte top = 1;             /* the newest membership */
bool deserted = 0;        /* nobody is a member any more */
byte members = ALL;       /* as the order has it */
byte there = ALL;         /* of whom it is not noticed that they are gone */
byte installed[K];        /* the membership as a view, if somebody installed it */
byte changed = 0;         /* the place of the newest membership in the order */
byte depth = 0;
byte crashes = CRASHES;
byte leaves = LEAVES;
byte gone = 0;            /* who has asked to leave */

/* Clients. */
byte ctrl[N] = Steady;
byte view[N] = 1;         /* the view; 0 for none */
byte newest[N] = 1;       /* the newest membership that it was told */
byte line[N];             /* which memberships wait, as bits */
byte flushed[N * K];      /* who has flushed for each */
byte taken[N] = ALL;
bool signalled[N];
byte went[N * N];         /* at which membership another one went; 0 for none */
bool asked[N];            /* its application is to be silent, and has not said so */
byte said[N];             /* how much waits to be ordered */
byte say[N * A];
byte size[N];             /* how much is to be told */
byte tell[N * L];
byte from[N * L];         /* its sender, from 1; 0 for what nothing overtakes */
byte place[N * L];        /* where it stands in the order */
byte told[N] = 1;             /* the largest place of what was told */

/* What follows from the rest. */
bool calm = 1;            /* whether every living client has installed the newest membership, and none is on its way */
short can[N];             /* which of what a client is to be told it may be told now, as bits */

/* Scratch, zero between transitions. */
hidden byte i, j, k, p, code, head, sender, set, lost, before, next, high, option;
hidden byte rank[R + 2];
hidden byte fits, used;

#define ALIVE(c) (ctrl[c] != Dead)

/* Whether every living client has installed the newest membership, and none is on its way. */
inline settled() {
  fits = 1;
  for (i : 0 .. N - 1) {
    fits = fits && (!HAS(there, i) || (ALIVE(i) -> view[i] == (deserted -> 0 : top) && said[i] == 0 : !HAS(members, i)))
  }
}

inline strike() { depth = (calm -> 0 : depth + 1) }

inline ask(c, what) { assert(said[c] < A); say[c * A + said[c]] = what; said[c]++ }

/* The largest place in the order so far is high; the next thing has the place after it. */
inline latest() {
  high = changed;
  for (i : 0 .. N - 1) {
    if
    :: ALIVE(i) ->
      high = (told[i] > high -> told[i] : high);
      j = 0;
      do
      :: j < size[i] -> high = (place[i * L + j] > high -> place[i * L + j] : high); j++
      :: else -> break
      od
    :: else
    fi
  }
}

inline put(c, what, who, at) {
  assert(at < R);
  if
  :: ALIVE(c) ->
    assert(size[c] < L);
    tell[c * L + size[c]] = what; from[c * L + size[c]] = who; place[c * L + size[c]] = at; size[c]++
  :: else
  fi
}

/* A membership, to all members. */
inline change() {
  if
  :: members == 0 -> deserted = 1
  :: else ->
    top++;
    mask[top] = members;
    latest();
    changed = high + 1;
    for (p : 0 .. N - 1) {
      if
      :: HAS(members, p) -> put(p, ABOUT(top, Membership), 0, changed)
      :: else
      fi
    }
  fi
}

/* EVS-1: what a client asked for first takes effect. */
inline order(c) {
  code = say[c * A];
  for (i : 1 .. A - 1) { say[c * A + i - 1] = say[c * A + i] }
  say[c * A + A - 1] = 0;
  said[c]--;
  latest();
  next = high + 1;
  if
  :: WHAT(code) == Leave ->
    members = members & ~BIT(c);
    put(c, Out, 0, next);
    change()
  :: else ->
    for (p : 0 .. N - 1) {
      if
      :: HAS(members, p) -> put(p, code, c + 1, next)
      :: else
      fi
    }
  fi
}

/* FL-05, FL-08, FL-11. */
inline install(c) {
  lost = 0;
  for (i : 0 .. N - 1) { lost = lost || (HAS(MASK(head), i) && went[c * N + i] > head) }
  view[c] = head;
  installed[head] = mask[head];
  signalled[c] = lost;
  line[c] = line[c] & ~BIT(head);
  flushed[c * K + head] = 0;
  if
  :: line[c] == 0 -> ctrl[c] = Verify; ask(c, ABOUT(head, Taken))
  :: else -> ctrl[c] = Authorize; taken[c] = 0; asked[c] = 1
  fi
}

/* The oldest membership in line; 0 for none. */
inline first(c) {
  head = 0;
  for (i : 1 .. K - 1) { head = ((head == 0 && HAS(line[c], i)) -> i : head) }
}

/* FL-04. */
inline hear_ok(c) {
  first(c);
  if
  :: HAS(line[c], k) && HAS(MASK(k), sender) && !HAS(flushed[c * K + k], sender) && COUNTS(c, sender) ->
    flushed[c * K + k] = flushed[c * K + k] | BIT(sender);
    if
    :: k == head && flushed[c * K + k] == MASK(k) && ctrl[c] == Agree -> install(c)
    :: else
    fi
  :: else
  fi
}

/* FL-08. */
inline hear_taken(c) {
  first(c);
  k = ((ctrl[c] == Verify && view[c] == k) || (ctrl[c] == Agree && head == k) -> k : 0);
  if
  :: k != 0 && HAS(MASK(k), sender) ->
    taken[c] = taken[c] | BIT(sender);
    ctrl[c] = ((ctrl[c] == Verify && taken[c] == MASK(k)) -> Steady : ctrl[c])
  :: else
  fi
}

/* FL-02, FL-06, FL-11. */
inline hear_membership(c) {
  first(c);
  before = head;
  set = MASK(newest[c]) & ~MASK(k);
  for (i : 1 .. K - 1) {
    if
    :: HAS(line[c], i) && (MASK(i) & set & ~flushed[c * K + i]) != 0 -> line[c] = line[c] & ~BIT(i); flushed[c * K + i] = 0
    :: else
    fi
  }
  newest[c] = k;
  for (i : 0 .. N - 1) { went[c * N + i] = (HAS(set, i) -> k : went[c * N + i]) }
  line[c] = line[c] | BIT(k);
  signalled[c] = signalled[c] || (MASK(view[c]) & set) != 0;
  first(c);
  if
  :: before == 0 -> taken[c] = 0; ctrl[c] = Authorize; asked[c] = 1
  :: before != 0 && head != before ->
    taken[c] = 0;
    if
#ifndef NOSECOND
    :: ctrl[c] == Agree -> ask(c, ABOUT(head, Ok))
#endif
    :: else
    fi
  :: else
  fi
}

/* A client is told what it is to be told as number at. */
inline hear(c, at) {
  code = tell[c * L + at];
  sender = from[c * L + at];
  told[c] = (place[c * L + at] > told[c] -> place[c * L + at] : told[c]);
  for (i : at + 1 .. L - 1) { tell[c * L + i - 1] = tell[c * L + i]; from[c * L + i - 1] = from[c * L + i]; place[c * L + i - 1] = place[c * L + i] }
  tell[c * L + L - 1] = 0; from[c * L + L - 1] = 0; place[c * L + L - 1] = 0;
  size[c]--;
  k = VIEW(code);
  sender--;
  if
  :: code == Out ->
    ctrl[c] = Left; view[c] = 0; newest[c] = 0; line[c] = 0; taken[c] = 0; signalled[c] = 0; asked[c] = 0;
    for (i : 0 .. K - 1) { flushed[c * K + i] = 0 }
    for (i : 0 .. N - 1) { went[c * N + i] = 0 }
  :: code != Out && ctrl[c] != Leaving ->
    if
    :: WHAT(code) == Ok -> hear_ok(c)
    :: WHAT(code) == Taken -> hear_taken(c)
    :: else -> hear_membership(c)
    fi
  :: else
  fi
}

/* What may be told now: what nothing comes before that is of the same sender, and no membership. */
inline tellable(c) {
  can[c] = 0;
  set = 0;
  j = 0;
  do
  :: j < size[c] && (j == 0 || from[c * L + j] != 0) ->
    can[c] = can[c] | (HAS(set, from[c * L + j]) -> 0 : BIT(j));
    set = set | BIT(from[c * L + j]);
    j = (from[c * L + j] == 0 -> L : j + 1)
  :: else -> break
  od
}

/* FL-03. */
inline flush(c) {
  asked[c] = 0;
  if
  :: ctrl[c] == Authorize -> ctrl[c] = Agree; first(c); ask(c, ABOUT(head, Ok))
  :: else
  fi
}

inline leave(c) {
  strike();
  leaves--;
  gone = gone | BIT(c);
  ctrl[c] = Leaving;
  ask(c, Leave)
}

inline crash(c) {
  strike();
  crashes--;
  ctrl[c] = Dead; view[c] = 0; newest[c] = 0; line[c] = 0; taken[c] = 0; signalled[c] = 0; asked[c] = 0; told[c] = 0; said[c] = 0; size[c] = 0;
  for (i : 0 .. K - 1) { flushed[c * K + i] = 0 }
  for (i : 0 .. N - 1) { went[c * N + i] = 0 }
  for (i : 0 .. A - 1) { say[c * A + i] = 0 }
  for (i : 0 .. L - 1) { tell[c * L + i] = 0; from[c * L + i] = 0; place[c * L + i] = 0 }
}

inline bury(c) {
  there = there & ~BIT(c);
  members = members & ~BIT(c);
  change()
}

/* Whether membership k is known to somebody (2), or by its name alone (1). */
inline known() {
  high = ((installed[k] != 0 || (k == top && !deserted)) -> 2 : 0);
  for (i : 0 .. N - 1) {
    high = ((view[i] == k || newest[i] == k || HAS(line[i], k)) -> 2 : high);
    for (j : 0 .. L - 1) { high = (VIEW(tell[i * L + j]) == k -> (WHAT(tell[i * L + j]) == Membership -> 2 : (high > 1 -> high : 1)) : high) }
    for (j : 0 .. A - 1) { high = (VIEW(say[i * A + j]) == k -> (high > 1 -> high : 1) : high) }
  }
}

/* When nothing that must happen is left, every member that stays has installed the newest membership (VSL-1). */
inline rest() {
  fits = 1;
  for (i : 0 .. N - 1) { fits = fits && (ALIVE(i) -> said[i] == 0 && size[i] == 0 && !asked[i] : !HAS(members, i)) }
  for (i : 0 .. N - 1) { assert(!fits || !ALIVE(i) || HAS(gone, i) || view[i] == top) }
}

/* Forgets what nobody can tell any more, and counts places in the order by what comes before what. */
inline after() {
  for (k : 2 .. K - 1) {
    known();
    mask[k] = (high == 2 -> mask[k] : (high == 1 -> FIRST(mask[k]) : 0))
  }
  rank[changed] = 1;
  for (i : 0 .. N - 1) {
    if
    :: ALIVE(i) ->
      rank[told[i]] = 1;
      for (j : 0 .. L - 1) { rank[(j < size[i] -> place[i * L + j] : changed)] = 1 }
    :: else
    fi
  }
  next = 0;
  for (i : 0 .. R - 1) {
    used = rank[i];
    rank[i] = next;
    next = next + used
  }
  changed = rank[changed];
  for (i : 0 .. N - 1) {
    if
    :: ALIVE(i) ->
      told[i] = rank[told[i]];
      for (j : 0 .. L - 1) { place[i * L + j] = (j < size[i] -> rank[place[i * L + j]] : 0) }
    :: else
    fi
  }
  rest();
  settled();
  calm = fits;
  for (p : 0 .. N - 1) { tellable(p) }
  i = 0; j = 0; k = 0; p = 0; code = 0; head = 0; sender = 0; set = 0; lost = 0; before = 0; next = 0; high = 0; fits = 0; used = 0;
  for (option : 0 .. R + 1) { rank[option] = 0 }
  option = 0
}

#define MAY_STRIKE (calm || depth < DEPTH)
#define TELL(c, at) \
  :: d_step { HAS(can[c], at) -> hear(c, at); after() }
#define CLIENT(c) \
  :: d_step { ALIVE(c) && said[c] > 0 -> order(c); after() } \
  :: d_step { asked[c] -> flush(c); after() } \
  :: d_step { !ALIVE(c) && HAS(members, c) -> bury(c); after() } \
  :: d_step { ALIVE(c) && crashes > 0 && MAY_STRIKE -> crash(c); after() } \
  :: d_step { ALIVE(c) && leaves > 0 && !HAS(gone, c) && MAY_STRIKE -> leave(c); after() } \
  TELL(c, 0) TELL(c, 1) TELL(c, 2) TELL(c, 3) TELL(c, 4) TELL(c, 5) TELL(c, 6) TELL(c, 7) TELL(c, 8) TELL(c, 9) TELL(c, 10) TELL(c, 11)

active proctype World() {
end:
  do
  CLIENT(0) CLIENT(1)
#if N > 2
  CLIENT(2)
#endif
  od
}
