" ALE with the settings from the page: what it lists when a draft is opened, and what is written when it is saved.
set nocompatible encoding=utf-8 hidden
execute 'set runtimepath^=' . fnameescape($ALE)
let g:ale_linters_explicit = 1
let g:ale_linters = {'markdown': ['pitchlint']}
filetype plugin on
runtime plugin/ale.vim
source $SETTINGS
setfiletype markdown
doautocmd BufEnter

function! s:Wait(holds) abort
  let l:tries = 0
  while !a:holds() && l:tries < 1000
    sleep 10m
    let l:tries += 1
  endwhile
endfunction

ALELint
call s:Wait({-> !empty(ale#engine#GetLoclist(bufnr('')))})
let s:found = []
for s:one in ale#engine#GetLoclist(bufnr(''))
  let s:line = getbufline('', s:one.lnum)[0]
  call add(s:found, [get(s:one, 'code', ''), s:one.lnum, charidx(s:line, s:one.col - 1) + 1])
endfor

let s:before = getline(1, '$')
write
call s:Wait({-> getline(1, '$') != s:before && !&modified})
call writefile([json_encode({'found': s:found})], $REPORT)
qall!
