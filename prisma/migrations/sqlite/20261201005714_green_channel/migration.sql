-- AlterTable
ALTER TABLE "Case" ADD COLUMN "green" TEXT;
