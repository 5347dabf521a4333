module go-coffee

go 1.25
