CALL (hops) {
  UNWIND hops AS hop
  CALL (hop) {
    UNWIND hop AS r
    UNWIND r.voices AS voice
    WITH split(voice, '|')[0] AS marks, voice
    RETURN collect({marks: [mark IN split(marks, ' ') WHERE mark <> ''], name: substring(voice, size(marks) + 1)}) AS voices
  }
  WITH voices, reduce(reached = voices[0].marks, turn IN range(2, size(voices)) | reduce(all = reached, voice IN voices |
    CASE WHEN any(mark IN voice.marks WHERE mark IN all) THEN all + voice.marks ELSE all END)) AS reached
  WITH voices WHERE size(voices) = 1 OR all(voice IN voices WHERE any(mark IN voice.marks WHERE mark IN reached))
  WITH [kind IN ['p', 'd'] | [voice IN voices WHERE any(mark IN voice.marks WHERE left(mark, 1) = kind) | voice.name]] AS names
  WITH CASE names[0] WHEN [] THEN names[1] ELSE names[0] END AS names
  UNWIND names AS name
  WITH names, min(name) AS name
  WITH DISTINCT name ORDER BY name
  RETURN collect(name) AS rests_on
}
