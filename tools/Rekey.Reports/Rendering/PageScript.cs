namespace Rekey.Reports.Rendering;

/// <summary>The page's script: pointing at a row shows its arrows, a click keeps them shown, the heads follow the diagram sideways.</summary>
public static class PageScript
{
    /// <summary>The script. It has no characters that markup would have to escape.</summary>
    public const string JavaScript =
        """

        (function () {
          'use strict';
          document.querySelectorAll('.trace').forEach(function (view) {
          var pinned = null;
          var scroll = view.querySelector('.scroll'), heads = view.querySelector('.heads');
          scroll.addEventListener('scroll', function () { heads.scrollLeft = scroll.scrollLeft; });
          function each(step, act) {
            view.querySelectorAll('[data-step="' + step + '"]').forEach(function (e) { act(e, 'on'); });
            view.querySelectorAll('[data-sent="' + step + '"]').forEach(function (e) { act(e, 'sent'); });
          }
          function clear() {
            view.querySelectorAll('.on, .sent').forEach(function (e) { e.classList.remove('on', 'sent'); });
            view.classList.remove('pointing');
          }
          function show(step) {
            clear();
            if (step === null) { return; }
            view.classList.add('pointing');
            each(step, function (e, name) { e.classList.add(name); });
          }
          function stepOf(event) {
            var e = event.target.closest('[data-step]');
            return e ? e.getAttribute('data-step') : null;
          }
          view.addEventListener('mouseover', function (event) { show(stepOf(event) || pinned); });
          view.addEventListener('mouseleave', function () { show(pinned); });
          function pin(step) { pinned = pinned === step ? null : step; show(pinned); }
          view.addEventListener('click', function (event) { pin(stepOf(event)); });
          view.addEventListener('keydown', function (event) {
            if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); pin(stepOf(event)); }
            if (event.key === 'Escape') { pinned = null; clear(); }
          });
          });
        })();

        """;
}
