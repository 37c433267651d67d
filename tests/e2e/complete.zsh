# complete.zsh FOLDER LINE - write what zsh offers for LINE, with the completions in FOLDER: a word a
# line. A zsh of its own runs at a pseudo-terminal, since completion is of its line editor.

zmodload zsh/zpty
zpty shell zsh -f -i
# The matches are written out in place of being shown.
zpty -w shell "
PROMPT=; RPROMPT=; unset PROMPT_SP; stty -echo
fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D
zstyle ':completion:*' verbose no
compadd() {
    local -a matches
    builtin compadd -O matches \"\$@\"
    local match; for match in \$matches; do print -r -- \"match:\$match\"; done
    builtin compadd \"\$@\"
}
bindkey '^I' complete-word
complete-and-end() { zle complete-word; print -r -- 'match:end'; }
zle -N complete-and-end; bindkey '^X' complete-and-end
print ready:now"
local text
zpty -r -m shell text '*ready:now*'
zpty -w -n shell "$2"$'\x18'
zpty -r -m shell text '*match:end*'
zpty -d shell
print -r -- ${text} | sed -n 's/.*match:\([^[:cntrl:]]*\).*/\1/p' | sed '/^end$/d'
