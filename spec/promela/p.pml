/* Protocol P over virtual synchrony (spec/protocols/p.md, spec/model/virtual-synchrony.md), written by hand and apart from the C# machine:
 * the members, the crashes of some of them, and the system that blocks, agrees on views and installs them. No joins, partitions, refreshes or payloads.
 *
 *   -DN=3        members, 2 to 7
 *   -DCRASHES=1  how many may crash, as many as there are members at most
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
#if N < 2 || N > 7
#error N is the number of members, 2 to 7
#endif
#if CRASHES < 0 || CRASHES > N
#error CRASHES is the number of members that may crash, 0 to N
#endif

/* Control states (spec/generated/p.table.md). */
#define Outside 0
#define Collecting 1
#define AwaitingKey 2
#define AwaitingDone 3
#define Keyed 4
#define Blocked 5
#define BlockedStaged 6

/* Entries of an inbox: what a message is, and the number that its key has among those that the leader chose. A gap is a message to somebody else. */
#define Gap 0
#define Key 1
#define Ack 2
#define Done 3
#define ABOUT(key, what) ((key) * 4 + (what))
#define WHAT(message) ((message) & 3)
#define KEY(message) ((message) >> 2)

/* A view is its counter and its members as bits; members lead and stand in the order of their numbers. */
#define VIEW(counter, members) (((counter) << N) | (members))
#define COUNTER(w0) ((w0) >> N)
#define HAS(w0, i) (((w0) >> (i)) & 1)
#define LEADS(w0, i) (HAS(w0, i) && ((w0) & ((1 << (i)) - 1)) == 0)
#define ALONE(w0, i) (((w0) & ((1 << N) - 1)) == (1 << (i)))
#define MEMBERS ((1 << N) - 1)

/* An inbox holds, per sender, what is left of the sender's messages in the view: of the installed view (which = 0) and of the pending one (1).
 * A leader sends most: a key to each of the others, and Done. */
#define L 7
#define AT(which, r, s) ((((which) * N) + (r)) * N + (s))
byte size[2 * N * N];
byte entry[2 * N * N * L];

byte ctrl[N];
bool dead[N];
bool staged[N];           /* holds a key of its view that it does not use */
bool current[N];          /* uses a key of its view */
byte key[N];              /* which of its leader's keys it holds; 0 for none */
byte acked[N];            /* whose acks it counted, as bits */
byte draws[N];            /* how many keys it chose */
short view[N];            /* installed */
short pending[N];         /* agreed, not installed */
short target = 0;         /* agreed for those who live; 0 while a new one is needed */
byte depth = 0;
byte crashes = CRASHES;

/* What follows from the rest. */
byte ways = 1;            /* in how many ways those who live can agree on a view now */
byte due[N];              /* whose messages can be handed over now, as bits */
bool calm = 0;            /* whether all is settled */

/* Scratch, zero between transitions. */
hidden byte i, j, k, count, from, option, least, choices, drop, box;
hidden byte marks, kept;
hidden short w0, counter;
hidden byte fits, owes;

#define ALIVE(p) (!dead[p])
#define IS_BLOCKED(p) (ctrl[p] == Blocked || ctrl[p] == BlockedStaged)
#define OPEN(p, w) (ALIVE(p) -> ((view[p] == (w) && pending[p] == 0) -> 1 : (pending[p] == (w) -> 2 : 0)) : 0)

/* Whether all have installed the agreed view and use its key. */
inline settled() {
  fits = (target != 0);
  for (i : 0 .. N - 1) { fits = fits && (dead[i] || (view[i] == target && pending[i] == 0 && !IS_BLOCKED(i) && current[i] && !staged[i])) }
}

/* Leaves out positions of a sender at which no receiver in a view has a message: they make no difference. */
inline align(w, s) {
  marks = 0;
  for (i : 0 .. N - 1) {
    if
    :: i != s && OPEN(i, w) > 0 ->
      box = AT(OPEN(i, w) - 1, i, s);
      j = 0;
      do
      :: j < size[box] -> marks = marks | ((entry[box * L + size[box] - 1 - j] != Gap) << j); j++
      :: else -> break
      od
    :: else
    fi
  }
  for (i : 0 .. N - 1) {
    if
    :: i != s && OPEN(i, w) > 0 -> box = AT(OPEN(i, w) - 1, i, s); compact(box)
    :: else
    fi
  }
}

/* Keeps the positions of an inbox that are among the marks, counted from the end. */
inline compact(a) {
  count = 0;
  j = 0;
  do
  :: j < size[a] ->
    if
    :: (marks >> (size[a] - 1 - j)) & 1 -> entry[a * L + count] = entry[a * L + j]; count++
    :: else
    fi;
    j++
  :: else -> break
  od;
  for (j : count .. L - 1) { entry[a * L + j] = 0 }
  size[a] = count
}

/* A member sends in its view: to one member, or to all others (to = N). */
inline send(s, to, what) {
  w0 = view[s];
  for (i : 0 .. N - 1) {
    if
    :: i != s && HAS(w0, i) && OPEN(i, w0) > 0 ->
      box = AT(OPEN(i, w0) - 1, i, s);
      entry[box * L + size[box]] = ((to == N || to == i) -> what : Gap);
      size[box]++
    :: else
    fi
  }
  align(w0, s)
}

/* P-01, P-02, P-03: a view begins; what belonged to the old one is gone (T-08). */
inline begin(p) {
  w0 = view[p];
#ifdef NORESTART
  if
  :: ctrl[p] == Blocked && staged[p] && LEADS(w0, p) && !ALONE(w0, p) -> ctrl[p] = Collecting
  :: else ->
#endif
  staged[p] = 0;
  current[p] = 0;
  acked[p] = 0;
  key[p] = 0;
  if
  :: !LEADS(w0, p) -> ctrl[p] = AwaitingKey
  :: LEADS(w0, p) && ALONE(w0, p) -> ctrl[p] = Keyed; current[p] = 1; draws[p]++; key[p] = draws[p]
  :: else ->
    ctrl[p] = Collecting;
    staged[p] = 1;
    draws[p]++;
    key[p] = draws[p];
    for (k : 0 .. N - 1) {
      if
      :: k != p && HAS(view[p], k) -> send(p, k, ABOUT(key[p], Key))
      :: else
      fi
    }
  fi
#ifdef NORESTART
  fi
#endif
}

/* P-04, P-05, T-01, T-03 to T-06: a message arrives. */
inline take(p, s, message) {
  if
  :: WHAT(message) == Key && (ctrl[p] == AwaitingKey || ctrl[p] == Keyed) ->
    assert(!staged[p] && key[p] == 0);
    key[p] = KEY(message);
#ifdef EARLY
    ctrl[p] = Keyed; current[p] = 1; used(p);
#else
    ctrl[p] = AwaitingDone; staged[p] = 1;
#endif
    send(p, s, ABOUT(key[p], Ack))
  :: WHAT(message) == Ack && ctrl[p] == Collecting ->
    assert(KEY(message) == key[p]);
    acked[p] = acked[p] | (1 << s);
    if
    :: (acked[p] | (1 << p)) == (view[p] & MEMBERS) ->
      ctrl[p] = Keyed; staged[p] = 0; current[p] = 1; acked[p] = 0;
      used(p);
      send(p, N, ABOUT(key[p], Done))
    :: else
    fi
  :: WHAT(message) == Done && (ctrl[p] == AwaitingDone || ctrl[p] == BlockedStaged) ->
    assert(KEY(message) == key[p]);
    ctrl[p] = (ctrl[p] == AwaitingDone -> Keyed : Blocked);
    staged[p] = 0; current[p] = 1; acked[p] = 0;
    used(p)
#ifdef EARLY
  :: WHAT(message) == Done && (ctrl[p] == Keyed || ctrl[p] == Blocked)
#endif
  :: else -> assert((WHAT(message) == Key || WHAT(message) == Ack) && ctrl[p] == Blocked)
  fi
}

/* NoEarlyUse and Agreement: when a key is used, every living member that is in its view holds it, and no other. */
inline used(p) {
  for (i : 0 .. N - 1) { assert(dead[i] || view[i] != view[p] || ((staged[i] || current[i]) && key[i] == key[p])) }
  for (i : 0 .. N - 1) { assert(dead[i] || pending[i] != view[p]) }
}

inline deliver(p, s) {
  box = AT(0, p, s);
  count = 0;
  do
  :: entry[box * L + count] == Gap -> count++
  :: else -> break
  od;
  from = entry[box * L + count];
  marks = (1 << (size[box] - 1 - count)) - 1;
  k = marks;
  compact(box);
  align(view[p], s);
  take(p, s, from)
}

/* The number of choices left for what a view still owes its members of a sender that is gone; and which positions they are about. */
inline owed(w, s) {
  least = L;
  marks = 0;
  for (i : 0 .. N - 1) {
    if
    :: ALIVE(i) && view[i] == w ->
      box = AT(0, i, s);
      least = (size[box] < least -> size[box] : least);
      j = 0;
      do
      :: j < size[box] -> marks = marks | ((entry[box * L + size[box] - 1 - j] != Gap) << j); j++
      :: else -> break
      od
    :: else
    fi
  }
  marks = marks & ((1 << least) - 1);
  choices = 1;
  for (j : 0 .. L - 1) { choices = choices + ((marks >> j) & 1) }
}

/* How many combinations of cuts there are: all living members come from one view, or have none. */
inline combinations() {
  option = 1;
  w0 = 0;
  for (k : 0 .. N - 1) { w0 = ((ALIVE(k) && pending[k] == 0 && view[k] != 0) -> view[k] : w0) }
  if
  :: w0 != 0 ->
    for (k : 0 .. N - 1) {
      if
      :: HAS(w0, k) && dead[k] -> owed(w0, k); option = option * choices
      :: else
      fi
    }
  :: else
  fi
}

/* Applies the cuts of one combination: what is dropped, is dropped everywhere; gaps go. */
inline cut(c) {
  from = c;
  w0 = 0;
  for (k : 0 .. N - 1) { w0 = ((ALIVE(k) && pending[k] == 0 && view[k] != 0) -> view[k] : w0) }
  for (k : 0 .. N - 1) {
    if
    :: w0 != 0 && HAS(w0, k) ->
      drop = 0;
      if
      :: dead[k] ->
        owed(w0, k);
        count = choices - 1 - (from % choices);
        from = from / choices;
        j = 0;
        do
        :: count > 0 -> count = count - ((marks >> j) & 1); j++; drop = j
        :: else -> break
        od
      :: else
      fi;
      for (i : 0 .. N - 1) {
        if
        :: ALIVE(i) && i != k && view[i] == w0 && pending[i] == 0 ->
          box = AT(0, i, k);
          kept = size[box] - drop;
          count = 0;
          j = 0;
          do
          :: j < size[box] ->
            if
            :: j < kept && entry[box * L + j] != Gap -> entry[box * L + count] = entry[box * L + j]; count++
            :: else
            fi;
            j++
          :: else -> break
          od;
          for (j : count .. L - 1) { entry[box * L + j] = 0 }
          size[box] = count
        :: else
        fi
      }
    :: else
    fi
  }
}

/* All who live are blocked, and those from one view have the same pending view or none. */
inline agreeable() {
  fits = 0;
  for (i : 0 .. N - 1) { fits = fits || ALIVE(i) }
  fits = fits && (target == 0);
  for (i : 0 .. N - 1) {
    fits = fits && (dead[i] || view[i] == 0 || IS_BLOCKED(i));
    for (j : 0 .. N - 1) { fits = fits && (dead[i] || dead[j] || view[i] == 0 || view[i] != view[j] || pending[i] == pending[j]) }
  }
}

inline agree(c) {
  cut(c);
  counter = 0;
  w0 = 0;
  for (i : 0 .. N - 1) {
    if
    :: ALIVE(i) ->
      w0 = w0 | (1 << i);
      counter = (COUNTER(view[i]) > counter -> COUNTER(view[i]) : counter);
      counter = (COUNTER(pending[i]) > counter -> COUNTER(pending[i]) : counter)
    :: else
    fi
  }
  w0 = VIEW(counter + 1, w0);
  target = w0;
  for (i : 0 .. N - 1) {
    if
    :: ALIVE(i) -> pending[i] = w0; clear(1, i)
    :: else
    fi
  }
}

inline clear(which, p) {
  for (k : 0 .. N - 1) {
    size[AT(which, p, k)] = 0;
    for (j : 0 .. L - 1) { entry[AT(which, p, k) * L + j] = 0 }
  }
}

inline install(p) {
  view[p] = pending[p];
  pending[p] = 0;
  for (k : 0 .. N - 1) {
    size[AT(0, p, k)] = size[AT(1, p, k)];
    for (j : 0 .. L - 1) { entry[AT(0, p, k) * L + j] = entry[AT(1, p, k) * L + j] }
  }
  clear(1, p);
  begin(p)
}

inline crash(p) {
  settled();
  depth = (fits -> 0 : depth + 1);
  target = 0;
  crashes--;
  counter = view[p];
  dead[p] = 1;
  ctrl[p] = 0; staged[p] = 0; current[p] = 0; key[p] = 0; acked[p] = 0; view[p] = 0; pending[p] = 0;
  clear(0, p);
  clear(1, p);
  w0 = counter;
  for (k : 0 .. N - 1) {
    if
    :: w0 != 0 && HAS(w0, k) -> align(w0, k)
    :: else
    fi
  }
}

#define DUE(p, s) ((due[p] >> (s)) & 1)
#define FLUSHED(p) (due[p] == 0)
#define BLOCKABLE(p) (ALIVE(p) && pending[p] == 0 && view[p] != 0 && !IS_BLOCKED(p) && target == 0)

/* After each transition: a cascade is over when all is settled, or nobody lives; a state that owes nothing is live; nothing stays in the scratch variables. */
inline after() {
  settled();
  calm = fits;
  fits = 0;
  for (i : 0 .. N - 1) { fits = fits || ALIVE(i) }
  depth = ((calm || !fits) -> 0 : depth);
  for (i : 0 .. N - 1) { assert(draws[i] < 100) }  /* Spin leaves out what nobody reads. */
  agreeable();
  combinations();
  ways = (fits -> option : 0);
  owes = (ways > 0);
  for (i : 0 .. N - 1) {
    due[i] = 0;
    for (j : 0 .. N - 1) {
      for (k : 0 .. L - 1) { due[i] = due[i] | ((entry[AT(0, i, j) * L + k] != Gap) << j) }
    }
    owes = owes || BLOCKABLE(i) || (ALIVE(i) && pending[i] != 0) || due[i] != 0
  }
  if
  :: !owes -> for (i : 0 .. N - 1) { assert(dead[i] || (view[i] == target && target != 0 && current[i] && !staged[i])) }
  :: else
  fi;
  i = 0; j = 0; k = 0; count = 0; from = 0; option = 0; least = 0; choices = 0; drop = 0; box = 0; marks = 0; kept = 0; w0 = 0; counter = 0; fits = 0; owes = 0
}

#define DELIVER(p, s) :: d_step { DUE(p, s) -> deliver(p, s); after() }
#define BLOCK(p) :: d_step { BLOCKABLE(p) -> ctrl[p] = (ctrl[p] == AwaitingDone -> BlockedStaged : Blocked); after() }
#define INSTALL(p) :: d_step { ALIVE(p) && pending[p] != 0 && FLUSHED(p) -> install(p); after() }
#define CRASH(p) :: d_step { ALIVE(p) && crashes > 0 && (calm || depth < DEPTH) -> crash(p); after() }
#define MEMBER(p) BLOCK(p) INSTALL(p) CRASH(p)
#define PAIR(p, s) DELIVER(p, s) DELIVER(s, p)

active proctype World() {
  byte way = 0;           /* zero between transitions */
end:
  do
  MEMBER(0) MEMBER(1) PAIR(0, 1)
#if N > 2
  MEMBER(2) PAIR(0, 2) PAIR(1, 2)
#endif
#if N > 3
  MEMBER(3) PAIR(0, 3) PAIR(1, 3) PAIR(2, 3)
#endif
#if N > 4
  MEMBER(4) PAIR(0, 4) PAIR(1, 4) PAIR(2, 4) PAIR(3, 4)
#endif
#if N > 5
  MEMBER(5) PAIR(0, 5) PAIR(1, 5) PAIR(2, 5) PAIR(3, 5) PAIR(4, 5)
#endif
#if N > 6
  MEMBER(6) PAIR(0, 6) PAIR(1, 6) PAIR(2, 6) PAIR(3, 6) PAIR(4, 6) PAIR(5, 6)
#endif
  :: atomic {
      ways > 0;
      do
      :: way + 1 < ways -> way++
      :: break
      od;
      d_step { agree(way); after(); way = 0 }
    }
  od
}
