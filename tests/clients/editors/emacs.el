;;; Emacs with the settings from the page: what is shown when a draft is opened.  -*- lexical-binding: t -*-
(require 'json)
(package-initialize)
(setq make-backup-files nil)
(load (getenv "SETTINGS"))

(defun wait-for (what holds)
  "Wait until HOLDS returns something, and return that; end with WHAT if it takes too long."
  (let ((end (+ (float-time) 20)) value)
    (while (not (or (setq value (funcall holds)) (> (float-time) end)))
      (accept-process-output nil 0.05))
    (or value (error "%s" what))))

(defun place (position)
  "Line and column of POSITION, in characters, from 1."
  (save-excursion (goto-char position) (list (line-number-at-pos) (1+ (- (point) (line-beginning-position))))))

(find-file (pop command-line-args-left))
(markdown-mode)
(let ((found
       (if (equal (getenv "WHICH") "eglot")
           (progn
             ;; Eglot begins when the command is done that opened the file, and there are no commands here.
             (run-hooks 'post-command-hook)
             (wait-for "no server" (lambda () (eglot-current-server)))
             (flymake-start)
             (mapcar (lambda (one)
                       (cons (let ((text (flymake-diagnostic-text one)))
                               (if (string-match "\\[\\([a-z-]+\\)\\]" text) (match-string 1 text)
                                 (or (plist-get (alist-get 'eglot-lsp-diag (flymake--diag-data one)) :code) "")))
                             (place (flymake-diagnostic-beg one))))
                     (wait-for "nothing is found" #'flymake-diagnostics)))
         (flycheck-buffer)
         (mapcar (lambda (one) (list (flycheck-error-id one) (flycheck-error-line one) (flycheck-error-column one)))
                 (wait-for "nothing is found" (lambda () flycheck-current-errors))))))
  ;; As vectors: a list of lists would pass for an object.
  (princ (concat "\n" (json-encode (vconcat (mapcar #'vconcat found))) "\n")))
(kill-emacs 0)
